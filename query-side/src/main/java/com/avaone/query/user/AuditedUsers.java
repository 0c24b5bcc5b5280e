package com.avaone.query.user;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.user.UserEvent;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.user.UserChanges;
import com.avaone.projection.user.UserDocument;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.history.Audited;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** How users were. Who they are is told to nobody here. */
@Component
@QueryRole
class AuditedUsers implements Audited {

    @Override
    public AuditedKind kind() {
        return AuditedKind.USER;
    }

    @Override
    public Class<? extends TenantEvent> event() {
        return UserEvent.class;
    }

    @Override
    public Change change(Occurrence event, Document before) {
        return UserChanges.of((UserEvent) event.payload(), event.at());
    }

    @Override
    public Set<String> personal() {
        return Set.of(UserDocument.EMAIL, UserDocument.PROFILE, UserDocument.PASSKEYS);
    }

    @Override
    public Set<String> hidden() {
        return Set.of(UserDocument.NAME_LOWER, UserDocument.UPDATED_AT);
    }

    @Override
    public String what(Occurrence event, Wording wording) {
        return new UserInWords(wording).what((UserEvent) event.payload());
    }

    @Override
    public List<String> fieldsBehind(String rule) {
        return switch (rule) {
            case "account-shut", "user-not-active", "user-active", "user-erased", "not-invited" ->
                List.of(UserDocument.STATE);
            case "account-locked" -> List.of(UserDocument.SHUT, UserDocument.LOCKED_UNTIL);
            case "not-allowed" -> List.of(UserDocument.ROLE, UserDocument.SERVICE_ROLES, UserDocument.STATE);
            case "second-factor-enrolled", "second-factor-not-enrolled", "second-factor-needed" ->
                List.of(UserDocument.SECOND_FACTOR);
            default -> List.of();
        };
    }
}
