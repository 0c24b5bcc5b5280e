/** Builds the read models of the public site's content. */
@NullMarked
package com.avaone.projection.content;

import org.jspecify.annotations.NullMarked;
