package com.avaone.web.lead;

import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadView;
import com.avaone.api.lead.SimilarLeads;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to whoever captured a lead.
 *
 * @param reference by which people speak of it
 * @param version number of the lead's last event; its ETag
 * @param position in the log
 * @param lead as it can be seen, where the caller prefers that
 * @param similar leads that may be about the same person, as far as the caller may see them
 */
record CapturedLead(
        LeadId leadId,
        @Schema(example = "7K3MQ-9DXPA") String reference,
        long version,
        long position,
        @Nullable LeadView lead,
        List<SimilarLeads.Item> similar) {

    static CapturedLead of(Receipt receipt, @Nullable LeadView lead, List<SimilarLeads.Item> similar) {
        var leadId = new LeadId(receipt.id());
        return new CapturedLead(leadId, LeadReference.of(leadId), receipt.version(), receipt.position(), lead, similar);
    }
}
