/** Decides about teams. */
@NullMarked
package com.avaone.command.team;

import org.jspecify.annotations.NullMarked;
