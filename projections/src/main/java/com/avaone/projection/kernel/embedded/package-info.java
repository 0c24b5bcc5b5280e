/** A MongoDB-protocol server inside the suite, for trying out, development and tests; production runs on MongoDB. */
@NullMarked
package com.avaone.projection.kernel.embedded;

import org.jspecify.annotations.NullMarked;
