package com.avaone.api.client;

/** What an API client is for. */
public enum ClientKind {
    /** A portal or another system that works with the suite. */
    SERVICE,
    /** Reads for somebody who audits: has scopes for reading only, and ends on a day that is known from the beginning. */
    AUDITOR
}
