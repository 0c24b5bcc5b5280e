/** The web floor alone: real routes, filters, JSON and pages before buses that only record and answer what a test tells them. */
@NullMarked
package com.avaone.web.slice;

import org.jspecify.annotations.NullMarked;
