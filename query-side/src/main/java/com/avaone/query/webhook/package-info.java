/** What is asked about webhook endpoints and the deliveries to them. */
@NullMarked
package com.avaone.query.webhook;

import org.jspecify.annotations.NullMarked;
