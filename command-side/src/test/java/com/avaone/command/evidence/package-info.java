/** Tests. */
@NullMarked
package com.avaone.command.evidence;

import org.jspecify.annotations.NullMarked;
