package com.avaone.web.catalogue;

import com.avaone.api.catalogue.QuoteCommand.SaveQuote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.QuoteQuery.FindQuote;
import com.avaone.api.catalogue.QuoteView;
import com.avaone.api.catalogue.Selection;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.security.RateLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Saves what visitors put together, in the suite's own name: nothing of a quote says whose it is. */
@Component
class SavedQuotes {

    private final Commands commands;
    private final Queries queries;
    private final CurrentRequest request;
    private final RateLimits limits;

    SavedQuotes(Commands commands, Queries queries, CurrentRequest request, RateLimits limits) {
        this.commands = commands;
        this.queries = queries;
        this.request = request;
        this.limits = limits;
    }

    /**
     * A quote that was saved.
     *
     * @param position at which it can be seen; visitors are not told, it would say how much goes on here
     */
    record Saved(QuoteId quoteId, long position) {}

    /**
     * Saves a quote. A program that filled in the hidden field is answered in the same way, and nothing is saved.
     *
     * @param seen the version of the catalogue that the visitor saw; absent for the one in force
     * @param trap the field that no person sees
     */
    Saved save(Selection selection, @Nullable Integer seen, @Nullable String trap) {
        limits.countForm(request.sourceAddress().orElse("unknown"));
        var quoteId = QuoteId.random();
        if (trap != null && !trap.isBlank()) {
            return new Saved(quoteId, 0);
        }
        // What is sent twice answers the first one's receipt: the identifier is the receipt's, not the one just made.
        var receipt = commands.sendInOwnName("QuoteForm", new SaveQuote(quoteId, selection, seen));
        return new Saved(new QuoteId(receipt.id()), receipt.position());
    }

    /**
     * Waits, bounded, until everybody sees what was saved.
     *
     * @throws com.avaone.api.kernel.Rejected where the read model does not get there in time
     */
    void await(Saved saved) {
        if (saved.position() > 0) {
            queries.ask(new FindQuote(saved.quoteId()), QuoteView.class, saved.position());
        }
    }

    /** One of them; refused as not-found. */
    QuoteView find(QuoteId quoteId) {
        return queries.ask(new FindQuote(quoteId), QuoteView.class);
    }
}
