/** Errors as RFC 9457 problem details for programs and as pages for people, and the pages that explain them. */
@NullMarked
package com.avaone.web.kernel.problem;

import org.jspecify.annotations.NullMarked;
