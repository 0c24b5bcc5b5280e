package com.avaone.api.lead;

import java.time.Instant;

/**
 * A confirmation that somebody was asked for: a link goes to the address.
 *
 * @param id names the link
 * @param expiresAt the first instant at which it is not good any more
 */
public record AskedConfirmation(String id, Instant expiresAt) {}
