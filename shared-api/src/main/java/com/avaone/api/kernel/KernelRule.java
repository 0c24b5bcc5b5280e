package com.avaone.api.kernel;

/** Rules that hold in every room. */
public enum KernelRule implements Rule {
    INVALID_VALUE(
            "invalid-value",
            "A value is not valid",
            "The field named is not what it must be; the detail says what that is. Nothing was changed.",
            Kind.INVALID),
    REASON_MISSING(
            "reason-missing",
            "A reason is needed",
            "This change is kept in the history with the reason given for it. Send the field `reason` with a short sentence.",
            Kind.INVALID),
    TENANT_MISSING(
            "tenant-missing",
            "The message names no organization",
            "A command on an organization's data must be sent for that organization. This is a fault of the sending program.",
            Kind.FORBIDDEN),
    NOT_FOUND(
            "not-found",
            "There is no such thing",
            "Nothing with this identifier exists, or it belongs to another organization.",
            Kind.NOT_FOUND),
    STALE_VERSION(
            "stale-version",
            "Somebody changed this since you read it",
            "The version in `If-Match` is not the present one. Read it again, look at what changed, and send your change with the new ETag.",
            Kind.STALE),
    VALUE_TAKEN(
            "value-taken",
            "This value is taken",
            "The value must be unique and is already in use. Choose another.",
            Kind.CONFLICT),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused",
            "This idempotency key was used for another request",
            "The same `Idempotency-Key` came with a different body. Use a new key for a new request.",
            Kind.UNPROCESSABLE),
    IDEMPOTENCY_KEY_IN_USE(
            "idempotency-key-in-use",
            "A request with this idempotency key is still being worked on",
            "Wait a moment and send the same request again; it will answer the first outcome.",
            Kind.CONFLICT),
    CONCURRENT_CHANGE(
            "concurrent-change",
            "Somebody changed this at the same moment",
            "The change was tried three times and met another each time. Send it again.",
            Kind.CONFLICT),
    STORE_UNAVAILABLE(
            "store-unavailable",
            "The event store does not accept changes now",
            "Nothing was changed. Try again in a few seconds; the operator sees the cause in the health page.",
            Kind.UNAVAILABLE),
    NOT_DUE(
            "not-due",
            "It is not time for this yet",
            "What is to happen at an instant came a little early, because clocks differ. It comes again by itself; nothing was changed.",
            Kind.UNAVAILABLE),
    QUERY_INVALID(
            "query-invalid",
            "The question cannot be answered as it is put",
            "One of its parameters is out of range or cannot be read. A cursor is passed on exactly as the page before gave it, with the same "
                    + "order of the list.",
            Kind.INVALID),
    READ_MODEL_BEHIND(
            "read-model-behind",
            "The read model has not caught up yet",
            "Your change is stored. The view that you asked for has not reached it in time; ask again after `Retry-After` seconds.",
            Kind.UNAVAILABLE),
    READ_MODEL_UNAVAILABLE(
            "read-model-unavailable",
            "The read model cannot be reached",
            "The database of this view does not answer. Commands are still accepted; reads recover by themselves.",
            Kind.UNAVAILABLE);

    private final Text text;

    KernelRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
