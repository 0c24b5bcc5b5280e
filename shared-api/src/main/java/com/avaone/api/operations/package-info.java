/** Operations: databases, processors, parked events and what the operator does to them. */
@NullMarked
package com.avaone.api.operations;

import org.jspecify.annotations.NullMarked;
