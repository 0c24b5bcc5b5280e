package com.avaone.command.catalogue;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteEvent.QuoteSaved;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.SavedQuotes;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Reads a saved quote from its own event. */
@Component
@CommandRole
class QuotesOfTheLog implements SavedQuotes {

    private final EventStore events;

    QuotesOfTheLog(EventStore events) {
        this.events = events;
    }

    @Override
    public Quote offered(QuoteId quoteId, Instant now) {
        var saved = events.readEvents(quoteId.value(), 0)
                .asStream()
                .map(Message::getPayload)
                .filter(QuoteSaved.class::isInstance)
                .map(QuoteSaved.class::cast)
                .findFirst()
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "There is no such quote."));
        if (!now.isBefore(saved.expiresAt())) {
            throw new Rejected(
                    CatalogueRule.QUOTE_EXPIRED,
                    "The quote was good until %s.".formatted(saved.expiresAt()),
                    "quote",
                    Map.of());
        }
        return saved.quote();
    }
}
