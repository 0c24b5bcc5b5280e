/** Tells open pages that something changed, from the log's positions. */
@NullMarked
package com.avaone.web.kernel.live;

import org.jspecify.annotations.NullMarked;
