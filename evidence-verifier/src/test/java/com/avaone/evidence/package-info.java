/** Tests. */
@NullMarked
package com.avaone.evidence;

import org.jspecify.annotations.NullMarked;
