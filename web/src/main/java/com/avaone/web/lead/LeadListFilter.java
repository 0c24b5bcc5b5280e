package com.avaone.web.lead;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadFilter;
import com.avaone.api.lead.LeadQuery.FindLeads;
import com.avaone.api.lead.LeadSort;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.web.kernel.Text;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which leads the page of them shows, in which order, and from where.
 *
 * @param assignee identifier of a user
 * @param cursor {@code next} of the page before
 */
record LeadListFilter(
        @Size(max = 200) @Nullable String text,
        @Nullable LeadState state,
        @Nullable LeadSource source,
        @Size(max = 40) @Nullable String assignee,
        @Nullable LeadSort sort,
        @Size(max = 1000) @Nullable String cursor) {

    private static final int LIMIT = 25;

    /**
     * The query that this asks.
     *
     * @throws com.avaone.api.kernel.InvalidValue naming {@code assignee}
     */
    FindLeads toQuery(OrganizationId organizationId) {
        var user = Text.orNull(assignee);
        return new FindLeads(
                organizationId,
                null,
                new LeadFilter(Text.orNull(text), state, source, null, user == null ? null : UserId.parse(user)),
                sort == null ? LeadSort.CAPTURED_DESC : sort,
                Text.orNull(cursor),
                LIMIT);
    }
}
