package com.avaone.web.kernel;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Asks queries and waits for their answer. */
@Component
public class Queries {

    /** What the parameter {@code asOf} of a read means. */
    public static final String AS_OF = "The state at a position (`123`) or an instant (`2026-01-31T12:00:00Z`)";

    private final QueryGateway gateway;
    private final CurrentRequest request;

    Queries(QueryGateway gateway, CurrentRequest request) {
        this.gateway = gateway;
        this.request = request;
    }

    /**
     * Asks for an answer that is at least as new as the request's {@code Avaone-Min-Position} or {@code minPosition} demands.
     *
     * @throws Rejected if a rule refused it, or the read model did not get there in time
     */
    public <T> T ask(Object query, Class<T> answer) {
        return ask(query, answer, metadata(query, request.minPosition()));
    }

    /**
     * Asks for an answer that is at least as new as {@code minPosition}, for example as the receipt of a command just sent.
     *
     * @throws Rejected if a rule refused it, or the read model did not get there in time
     */
    public <T> T ask(Object query, Class<T> answer, long minPosition) {
        return ask(query, answer, metadata(query, OptionalLong.of(minPosition)));
    }

    /**
     * Asks as the suite itself what it must know to work, whoever sent the request of this thread, if there is one.
     *
     * @param asker names in the metadata what asks, for example {@code Readiness}
     * @throws Rejected if a rule refused it
     */
    public <T> T askAsSuite(String asker, Object query, Class<T> answer) {
        var metadata = new HashMap<>(metadata(query, OptionalLong.empty()));
        metadata.put(MetadataKey.ACTOR_KIND, ActorKind.AUTOMATION.name());
        metadata.put(MetadataKey.ACTOR_ID, asker);
        return ask(query, answer, metadata);
    }

    /** Asks in the name of whoever sent this request, also from other threads and after the request was answered. */
    public Afterwards afterwards() {
        return new Afterwards(metadata("", OptionalLong.empty()));
    }

    /** Asks in the name of a request that was answered. */
    public final class Afterwards {

        private final Map<String, String> origin;

        private Afterwards(Map<String, String> origin) {
            this.origin = origin;
        }

        /**
         * As {@link Queries#ask(Object, Class)}.
         *
         * @throws Rejected if a rule refused it
         */
        public <T> T ask(Object query, Class<T> answer) {
            var metadata = new HashMap<>(origin);
            if (query instanceof TenantMessage message) {
                metadata.put(MetadataKey.TENANT, message.organizationId().value());
            }
            return Queries.this.ask(query, answer, metadata);
        }
    }

    private <T> T ask(Object query, Class<T> answer, Map<String, String> metadata) {
        // A message goes in as the query itself: that is how the gateway keeps its metadata.
        var message = new GenericMessage<>(query, metadata);
        return Outcome.await(
                gateway.query(query.getClass().getName(), message, ResponseTypes.instanceOf(answer)),
                () -> new RequestRefused(HttpRule.TIMED_OUT, "The query did not answer in time. Ask again."));
    }

    private Map<String, String> metadata(Object query, OptionalLong minPosition) {
        var metadata = new HashMap<String, String>();
        if (query instanceof TenantMessage message) {
            metadata.put(MetadataKey.TENANT, message.organizationId().value());
        }
        var actor = request.caller();
        metadata.put(
                MetadataKey.ACTOR_KIND,
                actor.map(Caller::actorKind).orElse(ActorKind.ANONYMOUS).name());
        actor.ifPresent(caller -> metadata.put(MetadataKey.ACTOR_ID, caller.actorId()));
        var requestId = request.requestId().orElseGet(() -> UUID.randomUUID().toString());
        metadata.put(MetadataKey.REQUEST_ID, requestId);
        metadata.put(MetadataKey.LANGUAGE, LocaleContextHolder.getLocale().toLanguageTag());
        minPosition.ifPresent(position -> metadata.put(MetadataKey.MIN_POSITION, Long.toString(position)));
        return Map.copyOf(metadata);
    }
}
