package com.avaone.command.webhook;

import com.avaone.api.webhook.WebhookId;
import java.util.List;
import java.util.Optional;

/** The webhook endpoints, told from memory: it never waits for a database. */
interface WebhookTargets {

    /** Those to which events are sent now; none of an organization whose license is shut, that is deleted, or that are disabled. */
    List<WebhookTarget> active();

    /** An endpoint, if it is one of those. */
    Optional<WebhookTarget> active(WebhookId webhookId);

    /** An endpoint, disabled or not; empty where there is none, or it was removed. */
    Optional<WebhookTarget> target(WebhookId webhookId);

    /** The secrets that a message to it is signed with, {@code whsec_} and Base64 each: the newest first, and the earlier one until its overlap is over. */
    List<String> secrets(WebhookId webhookId);

    /** Disables an endpoint by the suite itself, because nothing was taken there for too long, or it answered that it is gone. Doing it twice changes nothing. */
    void disable(WebhookId webhookId);
}
