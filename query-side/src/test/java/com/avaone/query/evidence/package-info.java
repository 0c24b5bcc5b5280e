/** Tests. */
@NullMarked
package com.avaone.query.evidence;

import org.jspecify.annotations.NullMarked;
