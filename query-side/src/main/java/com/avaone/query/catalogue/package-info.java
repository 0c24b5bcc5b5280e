/** Answers what is sold, and for how much. */
@NullMarked
package com.avaone.query.catalogue;

import org.jspecify.annotations.NullMarked;
