package com.avaone.web.audit;

import com.avaone.api.audit.AuditEventPage;
import com.avaone.api.audit.AuditedEvent;
import com.avaone.api.audit.AuditedHistory;
import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What auditors read, as pages: the log, and one thing through time. */
@PageController
@Access(Audience.HISTORY_READER)
class AuditPages {

    /** So many events one slider reaches over; older ones are on pages of their own. */
    private static final int STEPS = 100;

    private static final int EVENTS = 50;

    private final Audits audits;
    private final Names names;

    AuditPages(Audits audits, Names names) {
        this.audits = audits;
        this.names = names;
    }

    @GetMapping("/audit")
    String events(@Valid @ModelAttribute("filter") AuditListFilter filter, SignedInUser user, Model model) {
        var page = audits.events(filter.from(Text.orNull(filter.cursor()), EVENTS), user);
        model.addAttribute("page", page);
        model.addAttribute(Forms.FORM, Forms.values(filter));
        model.addAttribute("cursor", Text.orNull(filter.cursor()));
        model.addAttribute("ofOperator", user.isOfOperator());
        model.addAttribute("kinds", kinds(page));
        var found = new HashMap<>(names.ofActors(page.items().stream().map(AuditEventPage.Entry::actorId)));
        // An auditor of the suite is not told which organizations there are; the log names them by identifiers.
        if (user.role() == Role.SYSTEM_ADMIN) {
            found.putAll(names.ofOrganizations(
                    page.items().stream().<@Nullable OrganizationId>map(AuditEventPage.Entry::organizationId)));
        }
        model.addAttribute("names", found);
        return "audit/events";
    }

    /** Of those things on a page that can be followed through time, the words for their kinds in a path. */
    private static Map<String, String> kinds(AuditEventPage page) {
        var kinds = new HashMap<String, String>();
        page.items()
                .forEach(event -> AuditedKind.of(event.aggregateId())
                        .ifPresent(kind -> kinds.put(event.aggregateId(), kind.path())));
        return kinds;
    }

    /**
     * One thing through time.
     *
     * @param at number among the events shown, from the oldest, 1; the newest where absent
     * @param from likewise, with what it is compared; the one before where absent
     */
    @GetMapping("/audit/{audited}/{auditedId}")
    String timeline(
            @PathVariable String audited,
            @PathVariable String auditedId,
            @RequestParam(required = false) @Nullable Integer at,
            @RequestParam(required = false) @Nullable Integer from,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            SignedInUser user,
            Model model) {
        var kind = AuditedKind.inPath(audited).orElseThrow(Audits::notFound);
        var subject = audits.subject(kind, auditedId, user);
        var history = audits.history(subject, cursor, STEPS);
        if (history.items().isEmpty()) {
            throw Audits.notFound();
        }
        var oldestFirst = history.items().reversed();
        var step = within(at == null ? oldestFirst.size() : at, oldestFirst.size());
        var event = oldestFirst.get(step - 1).event();
        model.addAttribute("subject", subject);
        model.addAttribute("kind", kind);
        model.addAttribute("history", history);
        model.addAttribute("steps", oldestFirst);
        model.addAttribute("step", step);
        model.addAttribute("cursor", Text.orNull(cursor));
        model.addAttribute("state", audits.state(subject, moment(event)));
        var other = from == null ? 0 : within(from, oldestFirst.size());
        model.addAttribute("from", other);
        if (other > 0 && other != step) {
            var earlier = oldestFirst.get(Math.min(other, step) - 1).event();
            var later = oldestFirst.get(Math.max(other, step) - 1).event();
            model.addAttribute("difference", audits.difference(subject, moment(earlier), moment(later)));
        }
        model.addAttribute("names", names.ofActors(actors(history.items())));
        return "audit/timeline";
    }

    private static int within(int step, int steps) {
        return Math.clamp(step, 1, steps);
    }

    private static Stream<@Nullable String> actors(List<AuditedHistory.Entry> entries) {
        return entries.stream().map(entry -> entry.event().actorId());
    }

    /** By its position where the log tells it, else by its instant. */
    private static String moment(AuditedEvent event) {
        return event.position() == null
                ? event.at().toString()
                : event.position().toString();
    }
}
