package com.avaone.web.evidence;

import com.avaone.api.evidence.EvidenceRule;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was signed, whether an event is in it, and the bundle, as a page. */
@PageController
@Access(Audience.HISTORY_READER)
class EvidencePages {

    private static final int CHECKPOINTS = 25;
    private static final int LONGEST_NUMBER = 18;

    private final Evidences evidences;
    private final MessageSource messages;

    EvidencePages(Evidences evidences, MessageSource messages) {
        this.evidences = evidences;
        this.messages = messages;
    }

    /**
     * A log's evidence.
     *
     * @param position of an event that is to be looked for; whatever was typed
     * @param before number of a checkpoint before which the list begins; the newest where absent
     */
    @GetMapping("/evidence")
    String evidence(
            @RequestParam(required = false) @Size(max = 40) @Nullable String organizationId,
            @RequestParam(required = false) @Size(max = 40) @Nullable String position,
            @RequestParam(required = false) @Min(0) @Nullable Long before,
            SignedInUser user,
            Model model) {
        var whose = evidences.whose(organizationId, user);
        var log = evidences.log();
        model.addAttribute("key", log.key());
        model.addAttribute("organizationId", whose == null ? null : whose.value());
        model.addAttribute("ofOperator", user.isOfOperator());
        try {
            model.addAttribute("checkpoint", log.checkpoint(whose));
        } catch (Rejected refusal) {
            unlessBy(EvidenceRule.CONTRADICTED, refusal);
        }
        model.addAttribute("status", log.status(whose));
        var checkpoints = EvidenceCheckpointPage.of(log.checkpoints(whose, before, CHECKPOINTS), CHECKPOINTS);
        model.addAttribute("checkpoints", checkpoints);
        model.addAttribute("growth", checkpoints.items().reversed());
        model.addAttribute("before", before);
        var form = new HashMap<String, @Nullable String>();
        form.put("organizationId", Text.orNull(organizationId));
        form.put("position", Text.orNull(position));
        model.addAttribute(Forms.FORM, form);
        if (model.containsAttribute("checkpoint")) {
            look(whose, Text.orNull(position), model);
        }
        return "evidence/show";
    }

    private void look(@Nullable OrganizationId whose, @Nullable String position, Model model) {
        if (position == null) {
            return;
        }
        if (position.length() > LONGEST_NUMBER || !position.chars().allMatch(c -> c >= '0' && c <= '9')) {
            wrong("evidence.verify.number", model);
            return;
        }
        try {
            model.addAttribute("inclusion", evidences.inclusion(whose, Long.parseLong(position)));
        } catch (Rejected refusal) {
            unlessBy(KernelRule.NOT_FOUND, refusal);
            wrong("evidence.verify.none", model);
        }
    }

    private static void unlessBy(Rule rule, Rejected refusal) {
        if (!refusal.rejection().code().equals(rule.code())) {
            throw refusal;
        }
    }

    private void wrong(String message, Model model) {
        model.addAttribute(
                Forms.ERRORS, Map.of("position", messages.getMessage(message, null, LocaleContextHolder.getLocale())));
    }
}
