package com.avaone.api.client;

import java.time.Instant;
import java.util.Optional;

/**
 * The tokens of API clients. Of each the credential vault keeps an SHA-256 hash, which for 256 random bits is as good as a slow one. Which
 * token is a client's at this moment, the client's events say.
 */
public interface ClientTokens {

    /** Keeps the hash of a new token under its name; durable when it returns. */
    void keep(TokenId tokenId, ClientToken token);

    /** Whether this is the token of that name, compared in constant time. */
    boolean matches(TokenId tokenId, ClientToken token);

    /** Forgets the hash, if there is one. */
    void forget(TokenId tokenId);

    /** Notes that the token was used, once an hour at most; returns at once and never fails. */
    void noteUse(TokenId tokenId, Instant now);

    /** When the token was last used, to the hour or so; empty where it never was, or that cannot be told now. */
    Optional<Instant> lastUse(TokenId tokenId);
}
