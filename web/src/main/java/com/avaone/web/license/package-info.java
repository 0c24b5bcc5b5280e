/** Licenses over HTTP: what an operator does to the license of an organization. */
@NullMarked
package com.avaone.web.license;

import org.jspecify.annotations.NullMarked;
