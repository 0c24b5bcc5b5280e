package com.avaone.web.kernel;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.api.kernel.UserId;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends commands and waits for their outcome. Who acts, from where, for which organization, under which idempotency key and on which
 * version is taken from the request of this thread.
 */
@Component
public class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final CommandGateway gateway;
    private final CurrentRequest request;

    Commands(CommandGateway gateway, CurrentRequest request) {
        this.gateway = gateway;
        this.request = request;
    }

    /**
     * Sends a command for which no reason is given.
     *
     * @throws Rejected if a rule refused it; nothing was changed
     */
    public Receipt send(Object command) {
        return send(command, null, null);
    }

    /**
     * Sends a command on the version in {@code If-Match}, if the request has one.
     *
     * @param reason why, kept in the history
     * @param comment what else there is to say
     * @throws Rejected if a rule refused it; nothing was changed
     */
    public Receipt send(Object command, @Nullable String reason, @Nullable String comment) {
        return send(command, reason, comment, request.ifMatch());
    }

    /**
     * Sends a command on a version, whatever {@code If-Match} says: the second and later commands of one request act on the version that
     * the one before left.
     *
     * @throws Rejected if a rule refused it; nothing was changed
     */
    public Receipt send(
            Object command, @Nullable String reason, @Nullable String comment, OptionalLong expectedVersion) {
        return await(gateway.send(
                command, MetaData.from(keyed(command, metadata(command, reason, comment, expectedVersion)))));
    }

    /**
     * Sends commands in the name of whoever sent this request, also from other threads and after the request was answered. Each is refused
     * or accepted by itself, whatever idempotency key or version the request named.
     */
    public Function<TenantCommand, Receipt> afterwards() {
        var origin = new HashMap<>(metadata("", null, null, OptionalLong.empty()));
        return command -> {
            var metadata = new HashMap<>(origin);
            metadata.put(MetadataKey.TENANT, command.organizationId().value());
            return await(gateway.send(command, MetaData.from(metadata)));
        };
    }

    private static Receipt await(CompletableFuture<Receipt> receipt) {
        return Outcome.await(
                receipt,
                () -> new RequestRefused(
                        HttpRule.TIMED_OUT,
                        "The command did not answer in time; it may still be carried out. Look before you send it again."));
    }

    /**
     * Sends a command that its own user makes before there is a session to say so: signing in. Each counts by itself, whatever idempotency
     * key the request named: who knows a key is not who knows the password.
     *
     * @throws Rejected if a rule refused it; nothing was changed
     */
    public Receipt sendAs(UserId userId, ActorKind actorKind, Object command) {
        var metadata = new HashMap<>(metadata(command, null, null, OptionalLong.empty()));
        metadata.put(MetadataKey.ACTOR_KIND, actorKind.name());
        metadata.put(MetadataKey.ACTOR_ID, userId.value());
        return await(gateway.send(command, MetaData.from(metadata)));
    }

    /**
     * Sends a command to which neither the idempotency key nor the version of the request belongs: one of many, where the request can be
     * repeated as a whole, or one that is decided each time, as whatever is sent with a password.
     *
     * @throws Rejected if a rule refused it; nothing was changed
     */
    public Receipt sendUnkeyed(Object command) {
        return await(gateway.send(command, MetaData.from(metadata(command, null, null, OptionalLong.empty()))));
    }

    /**
     * As {@link #sendUnkeyed}, for what the suite itself does after a request, whoever sent it.
     *
     * @param automation who does it, for the history
     * @param reason why, kept in the history
     * @throws Rejected if a rule refused it; nothing was changed
     */
    public Receipt sendUnkeyedAsSuite(String automation, String reason, Object command) {
        var metadata = new HashMap<>(metadata(command, reason, null, OptionalLong.empty()));
        metadata.put(MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name());
        metadata.put(MetadataKey.ACTOR_ID, automation);
        return await(gateway.send(command, MetaData.from(metadata)));
    }

    /**
     * Sends the one command of a request that nobody signed in for, in the name of what received it: the visitor needs no permission, and is
     * asked for no version. The idempotency key is the visitor's.
     *
     * @param automation what received it, for the history
     * @throws Rejected if a rule refused it; nothing was changed
     */
    public Receipt sendInOwnName(String automation, Object command) {
        var metadata = new HashMap<>(keyed(command, metadata(command, null, null, OptionalLong.empty())));
        metadata.put(MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name());
        metadata.put(MetadataKey.ACTOR_ID, automation);
        return await(gateway.send(command, MetaData.from(metadata)));
    }

    /**
     * Sends a command without waiting for its outcome, so that the time of an answer does not tell that it was sent. A failure is logged,
     * a refusal is not. The request's idempotency key is not looked at: a stranger could name one that was used, and nothing would be done,
     * or one that is none, and the refusal would tell that there was something to do.
     */
    public void sendAside(Object command) {
        sendAside(command, metadata(command, null, null, OptionalLong.empty()));
    }

    /**
     * As {@link #sendAside}, for what the suite itself notes of the request at hand.
     *
     * @param automation who notes it, for the history
     */
    public void noteAside(String automation, Object command) {
        var metadata = new HashMap<>(metadata(command, null, null, OptionalLong.empty()));
        metadata.put(MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name());
        metadata.put(MetadataKey.ACTOR_ID, automation);
        sendAside(command, metadata);
    }

    private void sendAside(Object command, Map<String, String> data) {
        var metadata = MetaData.from(data);
        Thread.ofVirtual()
                .name("aside")
                .start(() -> gateway.send(command, metadata).whenComplete((receipt, failure) -> {
                    if (failure != null && !(Outcome.failure(failure) instanceof Rejected)) {
                        LOG.warn("{} failed", command.getClass().getSimpleName(), failure);
                    }
                }));
    }

    /** With the idempotency key of the request, if it names one. */
    private Map<String, String> keyed(Object command, Map<String, String> unkeyed) {
        var metadata = new HashMap<>(unkeyed);
        request.idempotencyKey().ifPresent(key -> {
            // The command's name is part of the scope: one request may send several, each with an outcome of its own.
            metadata.put(
                    MetadataKey.IDEMPOTENCY_KEY,
                    String.join(
                            " ",
                            request.caller().map(Caller::actorId).orElse("anonymous"),
                            request.route().orElse(""),
                            command.getClass().getSimpleName(),
                            key));
            metadata.put(MetadataKey.REQUEST_DIGEST, request.digest().orElse(""));
        });
        return metadata;
    }

    private Map<String, String> metadata(
            Object command, @Nullable String reason, @Nullable String comment, OptionalLong expectedVersion) {
        var metadata = new HashMap<String, String>();
        if (command instanceof TenantMessage message) {
            metadata.put(MetadataKey.TENANT, message.organizationId().value());
        }
        var actor = request.caller();
        metadata.put(
                MetadataKey.ACTOR_KIND,
                actor.map(Caller::actorKind).orElse(ActorKind.ANONYMOUS).name());
        actor.ifPresent(caller -> metadata.put(MetadataKey.ACTOR_ID, caller.actorId()));
        var requestId = request.requestId().orElseGet(() -> UUID.randomUUID().toString());
        metadata.put(MetadataKey.REQUEST_ID, requestId);
        request.sourceAddress().ifPresent(address -> metadata.put(MetadataKey.SOURCE_ADDRESS, address));
        putText(metadata, MetadataKey.REASON, reason);
        putText(metadata, MetadataKey.COMMENT, comment);
        expectedVersion.ifPresent(version -> metadata.put(MetadataKey.EXPECTED_VERSION, Long.toString(version)));
        return Map.copyOf(metadata);
    }

    private static void putText(Map<String, String> metadata, String key, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            metadata.put(key, text.strip());
        }
    }
}
