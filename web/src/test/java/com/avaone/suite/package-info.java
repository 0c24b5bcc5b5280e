/** The packaged application as a process of its own, driven and killed from outside. */
@NullMarked
package com.avaone.suite;

import org.jspecify.annotations.NullMarked;
