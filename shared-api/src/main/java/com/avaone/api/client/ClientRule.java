package com.avaone.api.client;

import com.avaone.api.kernel.Rule;

/** Rules about API clients and their tokens. */
public enum ClientRule implements Rule {
    TOKEN_NOT_VALID(
            "token-not-valid",
            "The token is not valid",
            "It is unknown, was replaced or revoked, or its client has expired or was revoked. Whoever manages the API clients can issue "
                    + "another.",
            Kind.UNAUTHENTICATED),
    SCOPE_MISSING(
            "scope-missing",
            "The API client lacks a scope",
            "The detail names the scopes of which one is needed. Whoever manages the API clients can add it; the token stays the same.",
            Kind.FORBIDDEN),
    SCOPE_NOT_POSSIBLE(
            "scope-not-possible",
            "The API client cannot have this scope",
            "A client for an auditor has scopes for reading only; some scopes are for clients of the suite's operator.",
            Kind.INVALID),
    CLIENT_EXISTS("client-exists", "This API client exists already", "The identifier is in use.", Kind.CONFLICT),
    CLIENT_NOT_ACTIVE(
            "client-not-active",
            "The API client is not active",
            "It was revoked or has expired, which is for good. Make another client.",
            Kind.CONFLICT),
    TOKEN_UNKNOWN(
            "token-unknown",
            "The API client has no such token",
            "The token was revoked or replaced already.",
            Kind.NOT_FOUND);

    private final Text text;

    ClientRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
