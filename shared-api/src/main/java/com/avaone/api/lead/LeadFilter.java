package com.avaone.api.lead;

import com.avaone.api.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which leads of a list. Absent parts match everything, but merged and erased leads are listed only where {@code state} asks for them.
 *
 * @param text part of a name, an address, a company or a reference
 * @param assignee who works on it
 */
public record LeadFilter(
        @Nullable String text,
        @Nullable LeadState state,
        @Nullable LeadSource source,
        @Nullable ConfirmationState confirmation,
        @Nullable UserId assignee) {

    /** Every lead that is neither merged nor erased. */
    public static final LeadFilter ALL = new LeadFilter(null, null, null, null, null);
}
