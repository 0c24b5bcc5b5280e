/** Where in the log which event is. */
@NullMarked
package com.avaone.projection.audit;

import org.jspecify.annotations.NullMarked;
