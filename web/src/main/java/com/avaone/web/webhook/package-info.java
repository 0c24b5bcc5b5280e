/** Webhook endpoints on the web: as API, and as pages beside the streams that are open. */
@NullMarked
package com.avaone.web.webhook;

import org.jspecify.annotations.NullMarked;
