/** API clients on the web: who may call the API in its own name, as API and as pages. */
@NullMarked
package com.avaone.web.client;

import org.jspecify.annotations.NullMarked;
