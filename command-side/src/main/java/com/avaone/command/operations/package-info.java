/** What operators ask of the suite's processors of events. */
@NullMarked
package com.avaone.command.operations;

import org.jspecify.annotations.NullMarked;
