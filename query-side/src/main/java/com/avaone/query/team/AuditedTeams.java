package com.avaone.query.team;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.team.TeamEvent;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.team.TeamChanges;
import com.avaone.projection.team.TeamDocument;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.history.Audited;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** How teams were; members by their identifiers. */
@Component
@QueryRole
class AuditedTeams implements Audited {

    @Override
    public AuditedKind kind() {
        return AuditedKind.TEAM;
    }

    @Override
    public Class<? extends TenantEvent> event() {
        return TeamEvent.class;
    }

    @Override
    public Change change(Occurrence event, Document before) {
        return TeamChanges.of((TeamEvent) event.payload(), event.at());
    }

    @Override
    public Set<String> hidden() {
        return Set.of(TeamDocument.NAME_LOWER, "updatedAt");
    }

    @Override
    public String what(Occurrence event, Wording wording) {
        return TeamHistoryReader.what((TeamEvent) event.payload(), wording);
    }

    @Override
    public List<String> fieldsBehind(String rule) {
        return switch (rule) {
            case "team-archived" -> List.of(TeamDocument.STATE);
            case "team-full", "not-a-member" -> List.of("members");
            default -> List.of();
        };
    }
}
