/** Tests of the whole suite: every floor in one process, over HTTP. */
@NullMarked
package com.avaone.web.suite;

import org.jspecify.annotations.NullMarked;
