package com.avaone.api.user;

/** Seals what a session cookie says with a key of the credential vault, so that it cannot be forged. */
public interface SessionSeal {

    /** HMAC-SHA-256 of {@code content} under the present key. */
    byte[] seal(byte[] content);

    /** Whether {@code seal} is one of {@code content}, compared in constant time. */
    boolean isSealOf(byte[] content, byte[] seal);
}
