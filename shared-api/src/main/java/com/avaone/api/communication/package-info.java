/** Mail that the suite writes to people, and what became of it. */
@NullMarked
package com.avaone.api.communication;

import org.jspecify.annotations.NullMarked;
