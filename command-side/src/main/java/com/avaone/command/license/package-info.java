/** Licenses: their states, terms, seats and end, and what happens by itself when they are due. */
@NullMarked
package com.avaone.command.license;

import org.jspecify.annotations.NullMarked;
