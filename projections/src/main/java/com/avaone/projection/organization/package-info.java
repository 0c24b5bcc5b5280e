/** Builds the list of organizations with their licenses, and each organization's settings in its own database. */
@NullMarked
package com.avaone.projection.organization;

import org.jspecify.annotations.NullMarked;
