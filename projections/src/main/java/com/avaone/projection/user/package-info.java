/** Builds the users of each organization in its own database, and the lists of those who have a place in a service. */
@NullMarked
package com.avaone.projection.user;

import org.jspecify.annotations.NullMarked;
