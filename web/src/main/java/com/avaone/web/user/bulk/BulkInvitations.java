package com.avaone.web.user.bulk;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.live.News;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.table.RowRefusals;
import com.avaone.web.kernel.table.RowRefusals.RowRefusal;
import com.avaone.web.kernel.table.TablesAtWork;
import com.avaone.web.user.bulk.BulkInvitation.Line;
import com.avaone.web.user.bulk.BulkInvitation.Outcome;
import com.avaone.web.user.bulk.InvitationTable.Row;
import com.avaone.web.user.manage.InviteUserRequest;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Invites the people of a table, one after another, while whoever sent it looks on. Each row is a command of its own: the license decides
 * about each seat, and an address that was invited before is not invited again. So the same table may be sent twice, and after a crash it
 * is: what was done stays done, the rest follows. The report is in this node's memory, for an hour.
 */
@Component
class BulkInvitations {

    /** At once on a node, each of another organization. */
    private static final int MOST_AT_WORK = 8;

    /** Reports that are kept on a node. */
    private static final int MOST = 256;

    /** No address is longer; what is longer is refused, and need not be kept twice. */
    private static final int EMAIL_SHOWN = 254;

    private final Commands commands;
    private final OrganizationInPath organizations;
    private final Authorization authorization;
    private final Validator validator;
    private final RowRefusals refusals;
    private final MessageSource messages;
    private final ApplicationEventPublisher news;
    private final Clock clock;
    private final TablesAtWork<Work> tables;

    BulkInvitations(
            Commands commands,
            OrganizationInPath organizations,
            Identities identities,
            Validator validator,
            RowRefusals refusals,
            MessageSource messages,
            ApplicationEventPublisher news,
            Clock clock) {
        this.commands = commands;
        this.organizations = organizations;
        this.authorization = new Authorization(identities, clock);
        this.validator = validator;
        this.refusals = refusals;
        this.messages = messages;
        this.news = news;
        this.clock = clock;
        this.tables = new TablesAtWork<>(MOST_AT_WORK, MOST, clock);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        tables.stop();
    }

    /** What somebody has to do with an organization's tables: whoever may not invite its people sees none of them either. */
    @Needs(Permission.MANAGE_USERS)
    private record InviteByTable(OrganizationId organizationId) implements TenantMessage {}

    private record Done(Row row, Line line) {}

    /** One table at work. */
    private final class Work implements TablesAtWork.Table {

        private final String id = TimeOrderedId.next();
        private final OrganizationId organizationId;
        private final @Nullable LicenseId licenseId;
        private final List<Row> rows;
        private final Function<TenantCommand, Receipt> sender;
        private final Locale locale = LocaleContextHolder.getLocale();
        private final Instant startedAt = clock.instant();
        private final List<Done> done = new ArrayList<>(); // guarded by itself
        private volatile @Nullable Instant finishedAt;

        Work(
                OrganizationId organizationId,
                @Nullable LicenseId licenseId,
                List<Row> rows,
                Function<TenantCommand, Receipt> sender) {
            this.organizationId = organizationId;
            this.licenseId = licenseId;
            this.rows = rows;
            this.sender = sender;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Object owner() {
            return organizationId;
        }

        @Override
        public boolean isAtWork() {
            return finishedAt == null;
        }

        private void go(Row row) {
            var line = invite(row);
            synchronized (done) {
                done.add(new Done(row, line));
            }
        }

        private Line invite(Row row) {
            // Of who sent it: this thread has the machine's otherwise.
            LocaleContextHolder.setLocale(locale);
            var email = email(row);
            try {
                var request = request(row);
                var seat = request.role().takesSeat() ? licenseId : null;
                var _ = sender.apply(request.toCommand(organizationId, seat));
                return new Line(row.line(), email, Outcome.INVITED, null, null, null, null, Map.of());
            } catch (RuntimeException failure) {
                var why = refusals.of(failure, locale);
                return why.code().equals(UserRule.EMAIL_TAKEN.code())
                        ? new Line(row.line(), email, Outcome.KNOWN, null, why.code(), null, null, Map.of())
                        : new Line(
                                row.line(),
                                email,
                                Outcome.REFUSED,
                                why.field(),
                                why.code(),
                                why.message(),
                                advice(why),
                                why.facts());
            }
        }

        private String advice(RowRefusal why) {
            return messages.getMessage(
                    why.code().equals(LicenseRule.SEAT_LIMIT.code())
                            ? "bulk.advice.seats"
                            : why.field() == null ? "bulk.advice.later" : "bulk.advice.correct",
                    null,
                    locale);
        }

        BulkInvitation view() {
            List<Line> lines;
            synchronized (done) {
                lines = done.stream().map(Done::line).toList();
            }
            var end = finishedAt;
            return new BulkInvitation(
                    id,
                    end == null,
                    rows.size(),
                    lines.size(),
                    count(lines, Outcome.INVITED),
                    count(lines, Outcome.KNOWN),
                    count(lines, Outcome.REFUSED),
                    startedAt,
                    end,
                    lines,
                    null);
        }

        String refusedRows() {
            List<Done> refused;
            synchronized (done) {
                refused = done.stream()
                        .filter(one -> one.line().outcome() == Outcome.REFUSED)
                        .toList();
            }
            return InvitationTable.write(
                    refused.stream().map(Done::row).toList(),
                    refused.stream()
                            .map(Done::line)
                            .map(line -> List.of(
                                    (line.field() == null ? "" : line.field() + " ") + line.message(),
                                    Objects.requireNonNullElse(line.advice(), "")))
                            .toList());
        }
    }

    private static int count(List<Line> lines, Outcome outcome) {
        return (int) lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    private static @Nullable String email(Row row) {
        var email = row.cells().get("email");
        return email == null ? null : email.substring(0, Math.min(email.length(), EMAIL_SHOWN));
    }

    // Tables are in no read model, so no bus asks.
    private void check(OrganizationId organizationId, Caller caller) {
        authorization.check(
                new InviteByTable(organizationId),
                Map.of(
                        MetadataKey.ACTOR_KIND, caller.actorKind().name(),
                        MetadataKey.ACTOR_ID, caller.actorId()));
    }

    /**
     * Begins to invite the people of a table, in the name of whoever sent this request.
     *
     * @param table is read after it is known that {@code caller}, who sent the request, may invite
     * @throws Rejected if {@code caller} may not
     * @throws RequestRefused if one of the organization's is still running, or too many are
     */
    BulkInvitation start(OrganizationId organizationId, Caller caller, Supplier<List<Row>> table) {
        check(organizationId, caller);
        var rows = table.get();
        var licenseId = organizationId.equals(OrganizationId.OPERATOR) ? null : organizations.licenseOf(organizationId);
        var work = new Work(organizationId, licenseId, rows, commands.afterwards());
        tables.begin(organizationId, () -> tables.keep(work));
        tables.work(
                work,
                rows,
                work::go,
                () -> work.finishedAt = clock.instant(),
                () -> news.publishEvent(News.ofUsers(organizationId)));
        return work.view();
    }

    /**
     * How far a table of the organization has come.
     *
     * @throws Rejected if {@code caller} may not invite; as {@link KernelRule#NOT_FOUND} where the organization has none such, or not any more
     */
    BulkInvitation find(OrganizationId organizationId, Caller caller, String id) {
        return work(organizationId, caller, id).view();
    }

    /** The rows that were refused, as a table to be corrected and sent again. */
    String refusedRows(OrganizationId organizationId, Caller caller, String id) {
        return work(organizationId, caller, id).refusedRows();
    }

    private Work work(OrganizationId organizationId, Caller caller, String id) {
        check(organizationId, caller);
        return tables.find(id)
                .filter(work -> work.organizationId.equals(organizationId))
                .orElseThrow(
                        () -> new Rejected(
                                KernelRule.NOT_FOUND,
                                "There is no such table, or its report is gone. Send the table again: nobody is invited twice."));
    }

    /** What the form for one invitation would have sent. */
    private InviteUserRequest request(Row row) {
        if (row.tooMany()) {
            throw new InvalidValue("row", "has more cells than there are headings");
        }
        var cells = row.cells();
        var products = cells.get("products");
        var request = new InviteUserRequest(
                cells.getOrDefault("email", ""),
                role(cells.getOrDefault("role", "")),
                cells.get("firstName"),
                cells.get("lastName"),
                cells.get("department"),
                cells.get("position"),
                cells.get("accountId"),
                products == null ? null : List.of(products.strip().split("[\\s,;|]+")),
                date(cells.get("accessUntil")),
                cells.get("allowedDomain"));
        validator.validate(request).stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .ifPresent(violation -> {
                    throw new InvalidValue(violation.getPropertyPath().toString(), violation.getMessage());
                });
        return request;
    }

    private static Role role(String text) {
        try {
            return Role.valueOf(text.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_"));
        } catch (IllegalArgumentException _) {
            throw new InvalidValue("role", "must be one of admin, user, employee, workspace-user and auditor");
        }
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new InvalidValue("accessUntil", "must be a date such as 2027-06-30");
        }
    }
}
