package com.avaone.api.kernel;

/**
 * Keys of message metadata: who, why and from where. Every value is a string (a number is written in decimal), so that metadata reads
 * back the same on every store. Stored with every event: add, never rename. What of it is personal is stored sealed, under {@code sealed.}
 * and the key: reason and comment of what is done to a user, and the address of a person.
 */
public final class MetadataKey {

    /** The organization acted for: an {@link OrganizationId}. Absent on messages that belong to no organization. */
    public static final String TENANT = "tenant";

    /** {@link ActorKind} of who acts. */
    public static final String ACTOR_KIND = "actorKind";

    /** Who acts: a user's or an API client's id, or the name of an automation. */
    public static final String ACTOR_ID = "actorId";

    /** The request (HTTP or internal) in which the message was made. */
    public static final String REQUEST_ID = "requestId";

    /** The first message of the conversation; Axon carries it from message to message. */
    public static final String CORRELATION_ID = "correlationId";

    /** The message that directly caused this one. */
    public static final String CAUSATION_ID = "causationId";

    /** Why, in the actor's words or the automation's. */
    public static final String REASON = "reason";

    /** What else the actor wanted to say. */
    public static final String COMMENT = "comment";

    /** The network address from which a person acted. */
    public static final String SOURCE_ADDRESS = "sourceAddress";

    /** On commands: the aggregate's version that the sender saw; refused as stale if it is another. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /** On commands: the caller's idempotency key, already scoped to the caller. Kept in the events, to recover an outcome after a crash. */
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";

    /** On commands: digest of what the caller sent under the idempotency key. */
    public static final String REQUEST_DIGEST = "requestDigest";

    /** On commands: the ISO-8601 instant before which the command is not decided; refused as not due until then. */
    public static final String NOT_BEFORE = "notBefore";

    /** On queries: the position that the read model must have reached before it answers. */
    public static final String MIN_POSITION = "minPosition";

    /** On queries: the reader's language, a tag such as {@code hi}; English where absent. */
    public static final String LANGUAGE = "language";

    private MetadataKey() {}
}
