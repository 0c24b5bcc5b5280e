/** The suite's machinery over HTTP: databases, processors, parked events. */
@NullMarked
package com.avaone.web.operations;

import org.jspecify.annotations.NullMarked;
