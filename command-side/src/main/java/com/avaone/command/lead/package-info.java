/** Decides about leads. */
@NullMarked
package com.avaone.command.lead;

import org.jspecify.annotations.NullMarked;
