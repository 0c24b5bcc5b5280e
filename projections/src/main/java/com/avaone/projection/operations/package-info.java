/** Carries out what operators ask of the processors of events. */
@NullMarked
package com.avaone.projection.operations;

import org.jspecify.annotations.NullMarked;
