package com.avaone.web.lead;

import com.avaone.api.lead.LeadRule;
import com.avaone.api.lead.LeadState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages offer to do with a lead. Whether it may be done decides the lead; what would be refused is not offered. */
enum LeadAction {
    ASSIGN,
    CONTACT,
    LOG,
    CHANGE,
    CONSENT,
    WITHDRAW,
    CONFIRMATION,
    QUALIFY,
    DISQUALIFY,
    RECYCLE,
    CONVERT,
    MERGE,
    UNMERGE,
    ERASE;

    /** What moves a lead into a state; absent where nothing does, or not from the board. */
    static @Nullable LeadAction into(LeadState state) {
        return switch (state) {
            case NEW -> RECYCLE;
            case CONTACTED -> CONTACT;
            case QUALIFIED -> QUALIFY;
            case DISQUALIFIED -> DISQUALIFY;
            case CONVERTED -> CONVERT;
            case MERGED, ERASED -> null;
        };
    }

    /** The states into which a lead in this one can be moved. */
    static List<LeadState> movesFrom(LeadState state) {
        return Arrays.stream(LeadState.values())
                .filter(target -> {
                    var action = into(target);
                    // Whoever speaks with a qualified lead leaves it qualified.
                    return action != null
                            && target != state
                            && action.refusal(state) == null
                            && !(action == CONTACT && state == LeadState.QUALIFIED);
                })
                .toList();
    }

    /** What can be done with a lead in this state. */
    static List<LeadAction> possibleIn(LeadState state) {
        return Arrays.stream(values())
                .filter(action -> action.refusal(state) == null)
                .toList();
    }

    /** The rule by which a lead in this state refuses; absent where it does not. */
    @Nullable
    LeadRule refusal(LeadState state) {
        return switch (state) {
            case ERASED -> LeadRule.LEAD_ERASED;
            case MERGED -> this == UNMERGE ? null : LeadRule.LEAD_MERGED;
            case NEW, CONTACTED, QUALIFIED, DISQUALIFIED, CONVERTED -> refusalOnItsOwn(state);
        };
    }

    private @Nullable LeadRule refusalOnItsOwn(LeadState state) {
        var converted = state == LeadState.CONVERTED ? LeadRule.LEAD_CONVERTED : null;
        var closed = state == LeadState.DISQUALIFIED ? LeadRule.LEAD_DISQUALIFIED : converted;
        return switch (this) {
            case LOG, CONSENT, WITHDRAW, MERGE, ERASE -> null;
            case ASSIGN, CHANGE, CONFIRMATION -> converted;
            case CONTACT, DISQUALIFY -> closed;
            case QUALIFY -> state == LeadState.QUALIFIED ? LeadRule.LEAD_QUALIFIED : closed;
            case CONVERT -> state.isOpen() && state != LeadState.QUALIFIED ? LeadRule.LEAD_NOT_QUALIFIED : closed;
            case RECYCLE -> state.isOpen() ? LeadRule.LEAD_NOT_DISQUALIFIED : converted;
            case UNMERGE -> LeadRule.LEAD_NOT_MERGED;
        };
    }
}
