package com.avaone.web.lead.table;

import com.avaone.api.crm.ContactPage;
import com.avaone.api.crm.CrmQuery.FindSimilarContacts;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.LeadQuery.FindSimilarLeads;
import com.avaone.api.lead.LeadRule;
import com.avaone.api.lead.SimilarLeads;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.live.News;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.table.CsvTable;
import com.avaone.web.kernel.table.RowRefusals;
import com.avaone.web.kernel.table.TablesAtWork;
import com.avaone.web.lead.table.LeadImport.Duplicates;
import com.avaone.web.lead.table.LeadImport.Line;
import com.avaone.web.lead.table.LeadImport.Outcome;
import com.avaone.web.lead.table.LeadImport.State;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Makes leads of the rows of a table, one after another, while whoever sent it looks on. The table and its report are in this node's memory,
 * for an hour. A table has the same identifier whenever the same user sends it, and a row's lead comes of that, of what its columns say and of its
 * line: after a crash the same table is sent again, what was made stays made, and the rest follows.
 */
@Component
class LeadImports {

    static final int MAX_ROWS = 10_000;

    /** At work at once on a node. */
    private static final int MOST_AT_WORK = 4;

    /** Kept on a node; each has at most as many bytes as a request. */
    private static final int MOST = 32;

    private static final int PREVIEW = 5;
    private static final int SHOWN = 100;

    private final Commands commands;
    private final Queries queries;
    private final Identities identities;
    private final Authorization authorization;
    private final RowRefusals refusals;
    private final MessageSource messages;
    private final ApplicationEventPublisher news;
    private final Clock clock;
    private final TablesAtWork<Work> tables;

    LeadImports(
            Commands commands,
            Queries queries,
            Identities identities,
            RowRefusals refusals,
            MessageSource messages,
            ApplicationEventPublisher news,
            Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.identities = identities;
        this.authorization = new Authorization(identities, clock);
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

    /** What somebody has to do with tables of an organization's leads: whoever may make none sees no table either. */
    @Needs(Permission.CREATE_IN_CRM)
    private record ImportLeads(OrganizationId organizationId) implements TenantMessage {}

    /**
     * What is to be done with a table.
     *
     * @param isTrial whether nothing is made
     */
    record Order(List<LeadColumn> columns, Duplicates duplicates, boolean isTrial) {}

    private record Refused(CsvTable.Row row, Line line) {}

    /** A table that somebody sent. */
    private final class Work implements TablesAtWork.Table {

        private final String id;
        private final OrganizationId organizationId;
        private final UserId userId;
        private final CsvTable table;
        private volatile Pass pass;

        Work(OrganizationId organizationId, UserId userId, CsvTable table) {
            this.id = TimeOrderedId.derivedFrom(organizationId + "\n" + userId + "\n" + table);
            this.organizationId = organizationId;
            this.userId = userId;
            this.table = table;
            this.pass = new Pass(
                    this,
                    new Order(LeadColumn.guessed(table.headings()), Duplicates.SKIP, true),
                    State.READ,
                    Locale.ROOT);
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Object owner() {
            return userId;
        }

        @Override
        public boolean isAtWork() {
            var now = pass;
            synchronized (now) {
                return now.state.isAtWork();
            }
        }

        LeadImport view() {
            var now = pass;
            synchronized (now) {
                return new LeadImport(
                        id,
                        now.state,
                        table.rows().size(),
                        table.headings(),
                        now.order.columns(),
                        table.rows().stream()
                                .limit(PREVIEW)
                                .map(CsvTable.Row::cells)
                                .toList(),
                        now.order.duplicates(),
                        now.counts.values().stream().mapToInt(Integer::intValue).sum(),
                        now.count(Outcome.MADE),
                        now.count(Outcome.REPEATED),
                        now.count(Outcome.DUPLICATE),
                        now.count(Outcome.REFUSED),
                        List.copyOf(now.shown),
                        null);
            }
        }
    }

    /** One way through a table, from the first row to the last. Guarded by itself. */
    private final class Pass {

        private final Work work;
        private final Order order;
        private final Locale locale;
        private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        private final List<Line> shown = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();

        /** By address and number, in which row it stood before. By the thread that works only. */
        private final Map<String, Long> seen = new HashMap<>();

        private State state;

        Pass(Work work, Order order, State state, Locale locale) {
            this.work = work;
            this.order = order;
            this.state = state;
            this.locale = locale;
        }

        int count(Outcome outcome) {
            return counts.getOrDefault(outcome, 0);
        }

        private void go(CsvTable.Row row, Function<TenantCommand, Receipt> sender, Known known) {
            var line = look(row, sender, known);
            synchronized (this) {
                counts.merge(line.outcome(), 1, Integer::sum);
                if (line.message() != null && shown.size() < SHOWN) {
                    shown.add(line);
                }
                if (line.outcome() == Outcome.REFUSED) {
                    refused.add(new Refused(row, line));
                }
            }
        }

        private synchronized void end() {
            state = order.isTrial() ? State.TRIED : State.DONE;
        }

        private Line look(CsvTable.Row row, Function<TenantCommand, Receipt> sender, Known known) {
            var read = LeadRow.of(row, order.columns());
            var person = read.person();
            try {
                var leadId = new LeadId(LeadId.PREFIX
                        + TimeOrderedId.derivedFrom(work.id + "\n" + order.columns() + "\n" + row.line()));
                var command = read.toCommand(leadId, work.organizationId, clock.instant());
                var duplicate =
                        order.duplicates() == Duplicates.MAKE ? null : duplicate(command.details(), leadId, known);
                if (duplicate != null) {
                    return new Line(row.line(), person, Outcome.DUPLICATE, null, null, duplicate);
                }
                if (!order.isTrial()) {
                    var _ = sender.apply(command);
                }
                keys(command.details()).forEach(key -> seen.putIfAbsent(key, row.line()));
                return new Line(row.line(), person, Outcome.MADE, null, null, null);
            } catch (RuntimeException failure) {
                var why = refusals.of(failure, locale);
                // One that was erased since does not come back.
                return why.code().equals(LeadRule.LEAD_EXISTS.code())
                                || why.code().equals(LeadRule.LEAD_ERASED.code())
                        ? new Line(row.line(), person, Outcome.REPEATED, null, why.code(), null)
                        : new Line(row.line(), person, Outcome.REFUSED, why.field(), why.code(), why.message());
            }
        }

        private @Nullable String duplicate(PersonDetails details, LeadId leadId, Known known) {
            var before = keys(details).map(seen::get).filter(Objects::nonNull).findFirst();
            return before.isPresent()
                    ? text("leads.import.duplicate.row", before.get())
                    : known.as(details, leadId, this);
        }

        private String text(String key, Object... arguments) {
            return messages.getMessage(key, arguments, locale);
        }
    }

    private static Stream<String> keys(PersonDetails details) {
        return Stream.of(
                        details.email() == null ? null : "e" + details.email().value(),
                        details.phoneKey() == null ? null : "p" + details.phoneKey())
                .filter(Objects::nonNull);
    }

    /** Leads and contacts, as far as whoever sent the table may see them. */
    private final class Known {

        private final OrganizationId organizationId;
        private final boolean mayRead;
        private final @Nullable UserId ownedBy;
        private final Queries.Afterwards asks = queries.afterwards();

        Known(OrganizationId organizationId, UserId userId) {
            var user = identities.user(userId).orElse(null);
            this.organizationId = organizationId;
            this.mayRead = user != null && Authorization.has(user, Permission.READ_CRM);
            this.ownedBy = mayRead ? Authorization.ownedBy(Objects.requireNonNull(user), Permission.READ_CRM) : userId;
        }

        private @Nullable String as(PersonDetails details, LeadId except, Pass pass) {
            if (!mayRead) {
                return null;
            }
            // Many have the same name; an address or a number tells.
            var reached = new PersonDetails(null, details.email(), details.phone(), null);
            var lead = asks
                    .ask(new FindSimilarLeads(organizationId, ownedBy, reached, except), SimilarLeads.class)
                    .items()
                    .stream()
                    .findFirst();
            if (lead.isPresent()) {
                return pass.text(
                        "leads.import.duplicate.lead", lead.get().lead().reference());
            }
            return asks
                    .ask(new FindSimilarContacts(organizationId, ownedBy, reached), ContactPage.class)
                    .items()
                    .stream()
                    .findFirst()
                    .map(contact -> pass.text(
                            "leads.import.duplicate.contact", contact.details().displayName()))
                    .orElse(null);
        }
    }

    // Tables are in no read model, so no bus asks.
    private void check(OrganizationId organizationId, SignedInUser user) {
        authorization.check(
                new ImportLeads(organizationId),
                Map.of(
                        MetadataKey.ACTOR_KIND, user.actorKind().name(),
                        MetadataKey.ACTOR_ID, user.actorId()));
    }

    /**
     * Takes in a table. The same one is answered as it is kept.
     *
     * @param text is read after it is known that {@code user} may make leads
     * @throws InvalidValue saying what is wrong with the table as a whole
     */
    LeadImport read(OrganizationId organizationId, SignedInUser user, Supplier<String> text) {
        check(organizationId, user);
        var table = CsvTable.read(text.get(), new CsvTable.Expected(MAX_ROWS, "name,email,phone,company", _ -> {}));
        return tables.keep(new Work(organizationId, user.userId(), table)).view();
    }

    /**
     * Begins to try a table, or to make leads of it, in the name of whoever sent this request.
     *
     * @param columns what they say; as they stand where empty
     * @throws InvalidValue naming {@code columns}
     * @throws RequestRefused if too many are at work, or one of the user's own is
     */
    LeadImport run(OrganizationId organizationId, SignedInUser user, String id, Order asked) {
        var work = work(organizationId, user, id);
        var order = judged(asked, work);
        tables.begin(
                user.userId(),
                () -> work.pass = new Pass(
                        work, order, order.isTrial() ? State.TRYING : State.RUNNING, LocaleContextHolder.getLocale()));
        var pass = work.pass;
        var sender = commands.afterwards();
        var known = new Known(organizationId, user.userId());
        tables.work(
                work,
                work.table.rows(),
                row -> pass.go(row, sender, known),
                pass::end,
                () -> news.publishEvent(News.ofLeads(organizationId)));
        return work.view();
    }

    private static Order judged(Order asked, Work work) {
        var columns = asked.columns().isEmpty() ? work.pass.order.columns() : asked.columns();
        if (columns.size() != work.table.headings().size()) {
            throw new InvalidValue("columns", "must say something of each column of the table");
        }
        var named =
                columns.stream().filter(column -> column != LeadColumn.IGNORED).toList();
        if (named.stream().distinct().count() < named.size()) {
            throw new InvalidValue("columns", "must say each thing once");
        }
        if (!named.contains(LeadColumn.EMAIL) && !named.contains(LeadColumn.PHONE)) {
            throw new InvalidValue("columns", "must name the e-mail address or the telephone number");
        }
        return new Order(columns, asked.duplicates(), asked.isTrial());
    }

    /**
     * How far a table has come.
     *
     * @throws Rejected if {@code user} may make no leads; as {@link KernelRule#NOT_FOUND} where the user has sent none such, or it is gone
     */
    LeadImport find(OrganizationId organizationId, SignedInUser user, String id) {
        return work(organizationId, user, id).view();
    }

    /** The rows that were refused, as a table to be corrected and sent again. */
    String refusedRows(OrganizationId organizationId, SignedInUser user, String id) {
        var work = work(organizationId, user, id);
        var pass = work.pass;
        var text = new StringBuilder();
        var headings = new ArrayList<>(work.table.headings());
        headings.add("problem");
        var csv = new CsvTable.Writer(text, headings);
        synchronized (pass) {
            for (var one : pass.refused) {
                var cells = new ArrayList<>(one.row().cells());
                // A row that is short or long is told by its problem; the next column must stand where it belongs.
                while (cells.size() < work.table.headings().size()) {
                    cells.add("");
                }
                cells.add((one.line().field() == null ? "" : one.line().field() + " ")
                        + one.line().message());
                csv.row(cells);
            }
        }
        return text.toString();
    }

    private Work work(OrganizationId organizationId, SignedInUser user, String id) {
        check(organizationId, user);
        return tables.find(id)
                .filter(work -> work.organizationId.equals(organizationId) && work.userId.equals(user.userId()))
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND,
                        "There is no such table, or it is gone. Send it again: of no row a lead is made twice."));
    }
}
