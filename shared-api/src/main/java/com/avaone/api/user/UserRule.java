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
    ACCOUNT_SHUT(
            "account-shut",
            "This account is locked until it is opened by mail",
            "A hundred sign-ins failed in a row. A link to open the account goes to its address; ask for it on the page for signing in.",
            Kind.TOO_MANY),
    SECOND_FACTOR_NEEDED(
            "second-factor-needed",
            "A code is needed",
            "The password is right. Send it again together with `code`: six digits from the authenticator app, or one of the recovery codes.",
            Kind.UNAUTHENTICATED),
    LICENSE_SHUT(
            "license-shut",
            "The organization's license does not allow signing in now",
            "It is paused, suspended, expired or revoked. The facts say since when; whoever administers the organization can change it.",
            Kind.FORBIDDEN),
    EMAIL_TAKEN(
            "email-taken",
            "Somebody in this organization has this address",
            "An address belongs to one user of an organization. Choose another, or change that user.",
            Kind.CONFLICT),
    DOMAIN_NOT_ALLOWED(
            "domain-not-allowed",
            "The address is of another domain",
            "This invitation is for addresses of one domain only.",
            Kind.INVALID),
    ROLE_NOT_POSSIBLE(
            "role-not-possible",
            "This role is not possible here",
            "Roles of the operator are for the operator's own users; an auditor needs a day on which the access ends.",
            Kind.INVALID),
    USER_EXISTS("user-exists", "This user exists already", "The identifier is in use.", Kind.CONFLICT),
    NOT_INVITED(
            "not-invited",
            "There is no invitation that waits",
            "It was accepted, withdrawn or ran out. Invite again where that is wanted.",
            Kind.CONFLICT),
    LINK_NOT_VALID(
            "link-not-valid",
            "This link is not good any more",
            "A link can be used once and for a while, and a newer one replaces it. Ask for another.",
            Kind.CONFLICT),
    USER_NOT_ACTIVE(
            "user-not-active",
            "The account is not active",
            "It was deactivated, was never accepted, or is erased.",
            Kind.CONFLICT),
    USER_ACTIVE("user-active", "The account is active", "There is nothing to activate.", Kind.CONFLICT),
    USER_ERASED(
            "user-erased", "The person was erased", "Nothing of the account can be changed any more.", Kind.CONFLICT),
    LAST_ADMIN(
            "last-admin",
            "Somebody must remain who administers the organization",
            "This is the last one who can. Give the role to another user first.",
            Kind.CONFLICT),
    SECOND_FACTOR_ENROLLED(
            "second-factor-enrolled",
            "There is a second factor already",
            "Remove it before another is enrolled.",
            Kind.CONFLICT),
    SECOND_FACTOR_NOT_ENROLLED(
            "second-factor-not-enrolled", "There is no second factor", "There is nothing to remove.", Kind.CONFLICT),
    CODE_WRONG(
            "code-wrong",
            "The code is wrong",
            "A code is good for half a minute; look whether the clock of the device is right.",
            Kind.INVALID),
    PASSWORD_WEAK(
            "password-weak",
            "This password is among the first that would be tried",
            "Choose another: at least 8 characters, better 15 or more, for example four words that nobody would put together. No signs or "
                    + "digits are asked for.",
            Kind.INVALID),
    PASSWORD_WRONG(
            "password-wrong",
            "The present password is wrong",
            "What could take the account over asks for the password that you sign in with.",
            Kind.INVALID),
    PASSKEY_REFUSED(
            "passkey-refused",
            "The passkey does not open this door",
            "It was removed, belongs to another organization or door, or its answer came late. Try again, or sign in by password.",
            Kind.UNAUTHENTICATED),
    PASSKEY_LIMIT(
            "passkey-limit",
            "The account has as many passkeys as an account can have",
            "Remove one that is not used any more.",
            Kind.CONFLICT),
    PASSKEY_UNKNOWN("passkey-unknown", "There is no such passkey", "It was removed already.", Kind.NOT_FOUND),
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
