/** Answers about the suite's own machinery: databases, processors, parked events, the log. */
@NullMarked
package com.avaone.query.operations;

import org.jspecify.annotations.NullMarked;
