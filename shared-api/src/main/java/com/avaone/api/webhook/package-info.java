/** Webhooks: events that the suite sends to addresses that others registered. */
@NullMarked
package com.avaone.api.webhook;

import org.jspecify.annotations.NullMarked;
