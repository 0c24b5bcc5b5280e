package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.ConcernsUser;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.lead.LeadCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Seals what is personal in an event's metadata before it is stored: why something was done to a user, a lead or a contact, in whoever's
 * words, is that person's; the address from which somebody acted is theirs. A sealed value stands under a key of its own, which nobody outside can write.
 */
public final class PersonalOrigin implements MessageDispatchInterceptor<EventMessage<?>> {

    private static final String SEALED = "sealed.";
    private static final String ERASED = "erased";
    private static final List<String> WORDS = List.of(MetadataKey.REASON, MetadataKey.COMMENT);

    private final PersonalSeal seal;

    /** Seals by {@code seal}. */
    public PersonalOrigin(PersonalSeal seal) {
        this.seal = seal;
    }

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(
            List<? extends @Nullable EventMessage<?>> events) {
        return (_, event) -> conceal(event);
    }

    private EventMessage<?> conceal(EventMessage<?> event) {
        var metadata = event.getMetaData();
        var personal = new HashMap<String, String>();
        var about = about(event);
        if (about != null) {
            WORDS.forEach(key -> personal.put(key, about));
        }
        var actor = actor(metadata);
        if (actor != null || about != null) {
            personal.put(MetadataKey.SOURCE_ADDRESS, actor != null ? actor : about);
        }
        personal.keySet().retainAll(metadata.keySet());
        if (personal.isEmpty()) {
            return event;
        }
        var stored = new HashMap<String, @Nullable Object>(metadata);
        personal.forEach((key, personId) -> {
            var plain = String.valueOf(stored.remove(key)).getBytes(UTF_8);
            seal.seal(personId, place(key), plain)
                    .ifPresentOrElse(text -> stored.put(SEALED + key, text), () -> stored.put(key, ERASED));
        });
        return event.withMetaData(stored);
    }

    /** The user whom the command is about, and with it all its events; else the person whom the event is about, or else the command. */
    private static @Nullable String about(EventMessage<?> event) {
        var command = CurrentUnitOfWork.map(batch -> batch.root().getMessage().getPayload())
                .orElse(null);
        if (command instanceof ConcernsUser concerned) {
            return concerned.userId().value();
        }
        if (event.getPayload() instanceof ConcernsUser concerned) {
            return concerned.userId().value();
        }
        return event.getPayload() instanceof ConcernsPerson concerned && !isOrganization(concerned)
                ? concerned.personId()
                : command instanceof LeadCommand ofLead ? ofLead.leadId().value() : null;
    }

    /** Why something was done to an organization is nobody's secret. */
    private static boolean isOrganization(ConcernsPerson concerned) {
        return concerned.personId().startsWith(OrganizationId.PREFIX);
    }

    private static @Nullable String actor(MetaData metadata) {
        var kind = metadata.get(MetadataKey.ACTOR_KIND);
        return ActorKind.USER.name().equals(kind)
                        || ActorKind.SYSTEM_ADMIN.name().equals(kind)
                ? (String) metadata.get(MetadataKey.ACTOR_ID)
                : null;
    }

    /**
     * Metadata as they were before they were stored.
     *
     * @throws PersonalDataUnreadable if a key is neither there nor known to be erased
     */
    public MetaData opened(MetaData stored) {
        if (stored.keySet().stream().noneMatch(key -> key.startsWith(SEALED))) {
            return stored;
        }
        var opened = new HashMap<String, @Nullable Object>(stored.size());
        for (Map.Entry<String, ?> entry : stored.entrySet()) {
            if (entry.getKey().startsWith(SEALED)) {
                var key = entry.getKey().substring(SEALED.length());
                var text = seal.open(place(key), String.valueOf(entry.getValue()));
                opened.put(key, text.map(bytes -> new String(bytes, UTF_8)).orElse(ERASED));
            } else {
                opened.put(entry.getKey(), entry.getValue());
            }
        }
        return MetaData.from(opened);
    }

    private static String place(String key) {
        return "metadata/" + key;
    }
}
