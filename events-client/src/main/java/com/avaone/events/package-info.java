/** Follows the suite's event feed from outside, by the JDK's HTTP client and a JSON parser alone. */
@NullMarked
package com.avaone.events;

import org.jspecify.annotations.NullMarked;
