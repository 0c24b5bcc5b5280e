/** Decides about the content of the public site. */
@NullMarked
package com.avaone.command.content;

import org.jspecify.annotations.NullMarked;
