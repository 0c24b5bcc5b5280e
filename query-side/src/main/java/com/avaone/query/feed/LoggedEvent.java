package com.avaone.query.feed;

import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedItem;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event of the log, opened and written when somebody wants it, once with and once without what is about persons. */
final class LoggedEvent {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedEvent.class);

    /** Longer texts are written anew for each reader, so that few of them do not fill the memory. */
    private static final int LONGEST_KEPT = 16_384;

    private final TrackedEventMessage<?> message;
    private final CloudEventWriter writer;
    private final long position;
    private final String type;

    // Written twice at worst, with the same text.
    private volatile @Nullable String personal;
    private volatile @Nullable String plain;

    LoggedEvent(TrackedEventMessage<?> message, CloudEventWriter writer) {
        this.message = message;
        this.writer = writer;
        this.position = message.trackingToken().position().orElse(-1);
        var name = message.getPayloadType().getAnnotation(StableName.class);
        this.type = name == null ? message.getPayloadType().getSimpleName() : name.value();
    }

    long position() {
        return position;
    }

    /** Whether a filter wants it. The payload is opened only where that is not told otherwise. */
    boolean isWanted(FeedFilter filter) {
        return filter.wantsType(type)
                && filter.wantsAggregate(aggregateId())
                && (filter.organizationId() == null || filter.wantsOrganization(organizationId()));
    }

    /**
     * As it is sent to somebody who has come to {@code before}.
     *
     * @throws Rejected if it cannot be read now
     */
    FeedItem item(FeedPoint before, boolean personalData) {
        var id = message.getIdentifier();
        return new FeedItem(id, type, aggregateId(), organizationId(), json(personalData), before.behind(position, id));
    }

    private String json(boolean personalData) {
        var kept = personalData ? personal : plain;
        if (kept != null) {
            return kept;
        }
        var written = writer.write(this, personalData);
        if (written.length() <= LONGEST_KEPT) {
            if (personalData) {
                personal = written;
            } else {
                plain = written;
            }
        }
        return written;
    }

    String type() {
        return type;
    }

    TrackedEventMessage<?> message() {
        return message;
    }

    @Nullable
    String aggregateId() {
        return message instanceof DomainEventMessage<?> domain ? domain.getAggregateIdentifier() : null;
    }

    @Nullable
    OrganizationId organizationId() {
        return payload() instanceof TenantEvent ofTenant ? ofTenant.organizationId() : null;
    }

    Object payload() {
        try {
            return message.getPayload();
        } catch (RuntimeException failure) {
            // Never left out: who counts would be told less than there is. It is the key of what is sealed that can be
            // away.
            LOG.warn("The event at position {} cannot be read: {}", position, failure.toString());
            throw new Rejected(
                    KernelRule.STORE_UNAVAILABLE,
                    "The event at position %d cannot be read now. Try again in a few seconds.".formatted(position));
        }
    }
}
