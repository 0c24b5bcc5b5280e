/** API clients: programs that call the API in their own name, what they may do, and their tokens. */
@NullMarked
package com.avaone.api.client;

import org.jspecify.annotations.NullMarked;
