package com.avaone.api.user;

import com.avaone.api.kernel.Rule;

/** Rules about users and sessions. */
public enum UserRule implements Rule {
    SIGN_IN_REFUSED(
            "sign-in-refused",
            "E-mail address or password is wrong",
            "The answer is the same whichever of the two is wrong. Several failures in a row lock the account for a while.",
            Kind.UNAUTHENTICATED),
    ACCOUNT_LOCKED(
            "account-locked",
            "This account is locked for a while",
            "Too many sign-ins failed in a row. Wait until the time given and try again; each further failure makes the wait longer.",
            Kind.TOO_MANY),
    SIGN_IN_OVERLOADED(
            "sign-in-overloaded",
            "Too many people are signing in at this moment",
            "Checking a password is deliberately slow, and only so many are checked at once. Try again in a few seconds.",
            Kind.UNAVAILABLE),
    NOT_SIGNED_IN(
            "not-signed-in",
            "You are not signed in",
            "The session is missing, has ended or was revoked. Sign in again.",
            Kind.UNAUTHENTICATED),
    NOT_ALLOWED(
            "not-allowed",
            "You may not do this",
            "Your role does not include this. Ask whoever administers your account.",
            Kind.FORBIDDEN);

    private final Text text;

    UserRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
