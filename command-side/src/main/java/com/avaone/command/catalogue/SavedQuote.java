package com.avaone.command.catalogue;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.OfferHash;
import com.avaone.api.catalogue.QuoteCommand;
import com.avaone.api.catalogue.QuoteCommand.SaveQuote;
import com.avaone.api.catalogue.QuoteEvent;
import com.avaone.api.catalogue.QuoteEvent.QuoteSaved;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.PriceList;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/** What somebody was offered, for a while. Saved once and never changed. */
@EventSourced(type = "quote")
@StableName("quote.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class SavedQuote {

    /** So long it can be ordered. */
    static final Duration GOOD_FOR = Duration.ofDays(14);

    @AggregateIdentifier
    private QuoteId quoteId;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    SavedQuote() {}

    @CommandHandlerInterceptor
    void guard(QuoteCommand command) {
        Guard.check(command, quoteId == null ? null : OrganizationId.OPERATOR);
        // The catalogue is the operator's: others sell something else.
        if (!command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such catalogue.");
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SaveQuote command, Clock clock, PriceList prices) {
        if (quoteId != null) {
            throw new Rejected(CatalogueRule.QUOTE_EXISTS, "%s was saved before.".formatted(quoteId));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var quote = prices.firmQuote(command.selection(), command.seen(), now);
        var expiresAt = now.plus(GOOD_FOR);
        apply(new QuoteSaved(
                command.quoteId(),
                OrganizationId.OPERATOR,
                command.selection(),
                quote,
                now,
                expiresAt,
                OfferHash.of(command.quoteId(), quote, now, expiresAt)));
    }

    @EventSourcingHandler
    void on(QuoteEvent event) {
        quoteId = event.quoteId();
    }
}
