/** The library of pictures. */
@NullMarked
package com.avaone.projection.asset;

import org.jspecify.annotations.NullMarked;
