/** Measurements of the suite. Each compares two things in one run, because machines are noisy. */
@NullMarked
package com.avaone.benchmarks;

import org.jspecify.annotations.NullMarked;
