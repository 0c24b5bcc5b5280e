/** Webhook endpoints, and the deliveries to them. */
@NullMarked
package com.avaone.command.webhook;

import org.jspecify.annotations.NullMarked;
