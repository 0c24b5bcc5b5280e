/** Builds the teams of each organization, and its users with the teams that they are in, in its own database. */
@NullMarked
package com.avaone.projection.team;

import org.jspecify.annotations.NullMarked;
