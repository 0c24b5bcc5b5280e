/** Builds the licenses. */
@NullMarked
package com.avaone.projection.license;

import org.jspecify.annotations.NullMarked;
