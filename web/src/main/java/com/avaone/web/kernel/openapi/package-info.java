/** The API's description: what every route has in common is added here, once. */
@NullMarked
package com.avaone.web.kernel.openapi;

import org.jspecify.annotations.NullMarked;
