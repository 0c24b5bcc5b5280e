/** The door: sessions, who may call which route, limits, and what protects browsers. */
@NullMarked
package com.avaone.web.kernel.security;

import org.jspecify.annotations.NullMarked;
