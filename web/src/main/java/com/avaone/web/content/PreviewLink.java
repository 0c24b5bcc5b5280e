package com.avaone.web.content;

import java.net.URI;
import java.time.Instant;

/**
 * A link that shows a draft to whoever has it.
 *
 * @param url told this once, kept nowhere
 */
record PreviewLink(URI url, Instant expiresAt) {}
