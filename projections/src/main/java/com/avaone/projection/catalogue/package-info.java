/** Builds the read model of the catalogue. */
@NullMarked
package com.avaone.projection.catalogue;

import org.jspecify.annotations.NullMarked;
