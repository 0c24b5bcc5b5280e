package com.avaone.web.lead;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.web.kernel.BodyId;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which leads a list shows, in which order, and from where. */
public record LeadListFilter(
        @Schema(description = "Part of a name, an address, a company or a reference", example = "mina")
        @Size(max = 200)
        @Nullable
        String text,

        @Schema(description = "Merged and erased leads are listed only where asked for", example = "new") @Nullable
        LeadState state,

        @Schema(example = "contact-form") @Nullable LeadSource source,

        @Schema(example = "confirmed") @Nullable ConfirmationState confirmation,

        @Schema(description = "Who works on it", example = "usr_01m4xk3d9c7q2v8b5n6h1j0t4w") @Size(max = 40) @Nullable
        String assignee,

        @Schema(description = "`captured-desc` where absent", example = "captured-desc") @Nullable
        LeadSort sort,

        @Schema(description = "`next` of the page before") @Size(max = 1000) @Nullable
        String cursor,

        @Schema(description = "1 to 100; 25 where absent", example = "25") @Min(1) @Max(100) @Nullable
        Integer limit) {

    private static final int DEFAULT_LIMIT = 25;

    /** The same leads in the same order, from elsewhere. */
    public LeadListFilter from(@Nullable String where, int most) {
        return new LeadListFilter(text, state, source, confirmation, assignee, sort, where, most);
    }

    /**
     * The query that this asks.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming {@code assignee}
     */
    public FindLeads toQuery(OrganizationId organizationId, @Nullable UserId ownedBy) {
        return new FindLeads(
                organizationId,
                ownedBy,
                new LeadFilter(Text.orNull(text), state, source, confirmation, BodyId.user("assignee", assignee)),
                sort == null ? LeadSort.CAPTURED_DESC : sort,
                Text.orNull(cursor),
                limit == null ? DEFAULT_LIMIT : limit);
    }
}
