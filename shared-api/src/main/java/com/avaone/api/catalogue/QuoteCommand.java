package com.avaone.api.catalogue;

import static com.avaone.api.kernel.Permission.AUTOMATION;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a saved quote. */
public sealed interface QuoteCommand extends TenantCommand {

    /** The quote concerned. */
    QuoteId quoteId();

    /**
     * Keeps what a selection costs now, as an offer that holds for 14 days. A form of the public site sends it in its own name.
     *
     * @param seen the version of the catalogue that whoever asks saw; absent for the one in force
     */
    @Needs(AUTOMATION)
    record SaveQuote(
            @TargetAggregateIdentifier QuoteId quoteId,
            OrganizationId organizationId,
            Selection selection,
            @Nullable Integer seen)
            implements QuoteCommand {

        /** Keeps a quote of the operator. */
        public SaveQuote(QuoteId quoteId, Selection selection, @Nullable Integer seen) {
            this(quoteId, OrganizationId.OPERATOR, selection, seen);
        }
    }
}
