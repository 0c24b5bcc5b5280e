package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.audit.AuditEvent.AuditRead;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.TokenId;
import com.avaone.api.communication.MailId;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamId;
import com.avaone.api.webhook.WebhookId;
import com.avaone.web.suite.DeclaredRoutes.Route;
import com.avaone.web.suite.Neighbours.Kind;
import com.avaone.web.suite.Neighbours.Organization;
import com.avaone.web.suite.Neighbours.Somebody;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every declared route, called by everybody there is, about the own organization, another one, one that was deleted, one that nobody has, and
 * with what somebody might forge. Each cell answers as {@code docs/routes.md} and the scopes below declare; nothing of the other
 * organizations is changed, and nothing of them is in any answer. {@code target/isolation-matrix.md} shows every cell.
 */
@WholeSuite
class IsolationMatrixIT {

    private static final Path REPORT = Path.of("target", "isolation-matrix.md");
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** Which scopes open the routes that are for API clients. A route for clients that is not here fails the build. */
    private static final String SCOPES = """
            GET    /api/events                                                           follow-events
            GET    /api/organization/{organization}/users                                read-users manage-users
            POST   /api/organization/{organization}/users                                manage-users
            GET    /api/organization/{organization}/users/{userId}                       read-users manage-users
            PUT    /api/organization/{organization}/users/{userId}                       manage-users
            POST   /api/organization/{organization}/users/{userId}/activate              manage-users
            POST   /api/organization/{organization}/users/{userId}/deactivate            manage-users
            POST   /api/organization/{organization}/users/{userId}/erase                 manage-users
            GET    /api/organization/{organization}/users/{userId}/history               read-users manage-users read-history
            POST   /api/organization/{organization}/users/{userId}/invitation/resend     manage-users
            POST   /api/organization/{organization}/users/{userId}/invitation/withdraw   manage-users
            DELETE /api/organization/{organization}/users/{userId}/products/{productId}  manage-users
            PUT    /api/organization/{organization}/users/{userId}/products/{productId}  manage-users
            PUT    /api/organization/{organization}/users/{userId}/role                  manage-users
            DELETE /api/organization/{organization}/users/{userId}/second-factor         manage-users
            PUT    /api/organization/{organization}/users/{userId}/service-roles         manage-users
            POST   /api/organization/{organization}/users/{userId}/unlock                manage-users
            GET    /api/organizations                                    administer-organizations
            POST   /api/organizations                                    administer-organizations
            DELETE /api/organizations/{organizationId}                   administer-organizations
            GET    /api/organizations/{organizationId}                   administer-organizations manage-organization read-history
            PUT    /api/organizations/{organizationId}                   administer-organizations manage-organization
            GET    /api/organizations/{organizationId}/license           administer-organizations manage-license read-history
            PUT    /api/organizations/{organizationId}/license/grace     administer-organizations
            GET    /api/organizations/{organizationId}/license/history   administer-organizations manage-license read-history
            PUT    /api/organizations/{organizationId}/license/overage   administer-organizations
            POST   /api/organizations/{organizationId}/license/pause     administer-organizations
            PUT    /api/organizations/{organizationId}/license/products  administer-organizations
            POST   /api/organizations/{organizationId}/license/renew     administer-organizations
            POST   /api/organizations/{organizationId}/license/resume    administer-organizations
            POST   /api/organizations/{organizationId}/license/revoke    administer-organizations
            PUT    /api/organizations/{organizationId}/license/seats     administer-organizations
            POST   /api/organizations/{organizationId}/license/suspend   administer-organizations
            PUT    /api/organizations/{organizationId}/products          administer-organizations manage-organization
            POST   /api/organizations/{organizationId}/restore           administer-organizations
            GET    /api/organizations/{organizationId}/settings          administer-organizations manage-organization read-history
            PUT    /api/organizations/{organizationId}/settings          manage-organization
            GET    /api/workspace-users                                  read-users manage-users
            POST   /api/workspace/ensure-user                            ensure-users
            POST   /api/organization/{organization}/bulk-invitations                                   manage-users
            GET    /api/organization/{organization}/bulk-invitations/{bulkInvitationId}                manage-users
            GET    /api/organization/{organization}/bulk-invitations/{bulkInvitationId}/refused.csv    manage-users
            POST   /api/organizations/{organizationId}/teams                                           manage-users
            GET    /api/organizations/{organizationId}/teams/{teamId}                                  read-users manage-users
            PUT    /api/organizations/{organizationId}/teams/{teamId}                                  manage-users
            DELETE /api/organizations/{organizationId}/teams/{teamId}                                  manage-users
            PUT    /api/organizations/{organizationId}/teams/{teamId}/members/{userId}                 manage-users
            DELETE /api/organizations/{organizationId}/teams/{teamId}/members/{userId}                 manage-users
            GET    /api/audit/events                                                                   read-history
            GET    /api/audit/events.csv                                                               read-history
            GET    /api/audit/events.jsonl                                                             read-history
            GET    /api/audit/why                                                                      read-history
            GET    /api/audit/{audited}/{auditedId}                                                    read-history
            GET    /api/audit/{audited}/{auditedId}/diff                                               read-history
            GET    /api/audit/{audited}/{auditedId}/state                                              read-history
            GET    /api/audit/{audited}/{auditedId}/history.csv                                        read-history
            GET    /api/audit/{audited}/{auditedId}/history.jsonl                                      read-history
            GET    /api/webhooks                                                                       manage-webhooks
            POST   /api/webhooks                                                                       manage-webhooks
            GET    /api/webhooks/{webhookId}                                                           manage-webhooks
            PUT    /api/webhooks/{webhookId}                                                           manage-webhooks
            POST   /api/webhooks/{webhookId}/secrets                                                   manage-webhooks
            POST   /api/webhooks/{webhookId}/disable                                                   manage-webhooks
            POST   /api/webhooks/{webhookId}/enable                                                    manage-webhooks
            POST   /api/webhooks/{webhookId}/remove                                                    manage-webhooks
            POST   /api/webhooks/{webhookId}/recover                                                   manage-webhooks
            POST   /api/webhooks/{webhookId}/test                                                      manage-webhooks
            GET    /api/webhooks/{webhookId}/deliveries                                                manage-webhooks
            GET    /api/webhooks/{webhookId}/deliveries/{deliveryId}                                   manage-webhooks
            POST   /api/webhooks/{webhookId}/deliveries/{deliveryId}/resend                            manage-webhooks
            GET    /api/evidence/bundle                                                               read-history
            GET    /api/evidence/checkpoint                                                           read-history
            GET    /api/evidence/checkpoint.txt                                                       read-history
            GET    /api/evidence/checkpoints                                                          read-history
            GET    /api/evidence/consistency                                                          read-history
            GET    /api/evidence/inclusion                                                            read-history
            GET    /api/team-members                                                                   read-users manage-users
            GET    /api/team-users                                                                     read-users manage-users
            """;

    /** What each role in the CRM may do there; whoever has none may do nothing. */
    private static final Map<String, Set<String>> IN_CRM = Map.of(
            "CRM account-owner", Set.of("read", "create", "change", "delete"),
            "CRM super-admin", Set.of("read", "create", "change", "delete"),
            "CRM manager", Set.of("read", "create", "change", "delete"),
            "CRM employee", Set.of("read", "create", "change"),
            "CRM create-only", Set.of("create"),
            "CRM read-only", Set.of("read"));

    /** Reaches the own records only, and none of those that the matrix is about is. */
    private static final String WITH_OWN_RECORDS = "CRM employee";

    /** Routes that name an organization elsewhere than in the path. */
    private static final Set<String> NAMES_ORGANIZATION = Set.of(
            "GET /api/workspace-users",
            "GET /api/team-members",
            "GET /api/team-users",
            "GET /api/events",
            "GET /api/webhooks",
            "POST /api/webhooks",
            "GET /api/evidence/bundle",
            "GET /api/evidence/checkpoint",
            "GET /api/evidence/checkpoint.txt",
            "GET /api/evidence/checkpoints",
            "GET /api/evidence/consistency",
            "GET /api/evidence/inclusion",
            "POST /api/workspace/ensure-user",
            "GET /live");

    /** Routes about something that is not there in this suite, or that are nothing but an answer of 404. */
    private static final Set<String> ABOUT_NOTHING = Set.of(
            "GET /error",
            "GET /api/evidence/inclusion",
            "GET /api/admin/outbox/{mailId}/attachment",
            "POST /api/debug-login",
            "POST /api/admin/parked-events/discard",
            "POST /admin/multi-database/parked/{processor}/discard");

    /** What a request is about. */
    private enum About {
        OWN("own organization"),
        ANOTHERS("another's organization"),
        DELETED("deleted organization"),
        NONE("what nobody has"),
        FORGED_ID("own organization, another's id in it"),
        MALFORMED("what is no id"),
        FORGED_HEADER("own, headers name another's"),
        FORGED_CURSOR("own, cursor of another's list");

        private final String words;

        About(String words) {
            this.words = words;
        }
    }

    /** What a cell is declared to answer. */
    private enum Declared {
        /** Whatever the route does: not kept out by anybody. */
        PASSES,
        NOT_SIGNED_IN,
        TO_THE_DOOR,
        FORBIDDEN,
        /** Told that the scope is missing, or nothing: either tells nothing about what is there. */
        FORBIDDEN_OR_NOT_FOUND,
        NOT_FOUND,
        /** The operator sees what is left of an organization that is deleted. */
        WHAT_IS_LEFT,
        /** Known, and let in nowhere. */
        SHUT_OUT
    }

    private record Cell(Route route, Somebody caller, About about) {}

    private record Outcome(
            Cell cell,
            Declared declared,
            int status,
            String code,
            @Nullable String fault) {}

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private ApplicationContext suite;

    @Autowired
    private EventStore events;

    @Autowired
    private MongoClient mongo;

    private final Map<String, Set<String>> scopes = new LinkedHashMap<>();

    private Instant started;
    private Wire wire;
    private JsonNode description;
    private RequestBodies bodies;
    private Neighbours neighbours;
    private Map<String, HandlerMethod> handlers;
    private String csrfCookie;
    private String csrfToken;
    private final Map<String, String> cursors = new LinkedHashMap<>();
    private final Set<String> mails = new LinkedHashSet<>();

    @BeforeEach
    void makeNeighbours() {
        started = Instant.now();
        wire = new Wire(port);
        handlers = DeclaredRoutes.mapped(requestMappingHandlerMapping);
        description = wire.send(Wire.request("GET", "/v3/api-docs")).json();
        bodies = new RequestBodies(description);
        neighbours = Neighbours.of(suite, port);
        prepare();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void keepsEveryOrganizationToItself() throws Exception {
        var routes = DeclaredRoutes.all();
        assertThat(routes).extracting(Route::name).containsExactlyInAnyOrderElementsOf(handlers.keySet());
        SCOPES.lines()
                .map(line -> line.strip().split("\\s+"))
                .forEach(words ->
                        scopes.put(words[0] + " " + words[1], Set.of(Arrays.copyOfRange(words, 2, words.length))));
        assertThat(scopes.keySet())
                .as("routes with scopes")
                .containsExactlyInAnyOrderElementsOf(
                        routes.stream().filter(Route::clients).map(Route::name).toList());
        assertThat(describedIn(description))
                .as("routes that the API's description has")
                .containsExactlyInAnyOrderElementsOf(
                        routes.stream().filter(Route::isApi).map(Route::name).toList());

        var before = events.createHeadToken();
        var documents = documentsOf(neighbours.theirs(), neighbours.gone());
        var versions = versionsOf(neighbours.ours());
        var made = Duration.between(started, Instant.now());
        var outcomes = call(cells(routes));
        report(routes, outcomes, made, Duration.between(started, Instant.now()));

        assertThat(outcomes.stream().filter(outcome -> outcome.fault() != null))
                .as("cells that answer otherwise than declared; see %s", REPORT)
                .extracting(IsolationMatrixIT::inWords)
                .isEmpty();
        assertThat(eventsOf(before, neighbours.theirs(), neighbours.gone()))
                .as("events of another organization")
                .isEmpty();
        assertThat(documentsOf(neighbours.theirs(), neighbours.gone()))
                .as("read models of another organization")
                .isEqualTo(documents);
        assertThat(versionsOf(neighbours.ours()))
                .as("what the matrix itself is about")
                .isEqualTo(versions);
    }

    private static Set<String> describedIn(JsonNode description) {
        var described = new TreeSet<String>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(verb -> described.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return described;
    }

    /** A token against forgery for the forms before there is a session, and cursors of the other organization's lists. */
    private void prepare() {
        var page = wire.send(Wire.request("GET", "/admin/login"));
        csrfCookie = page.headers().getOrDefault("set-cookie", List.of()).stream()
                .filter(cookie -> cookie.startsWith("avaone-csrf="))
                .findFirst()
                .orElseThrow()
                .split(";")[0];
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        csrfToken = token.group(1);
        var theirs = neighbours.theirs();
        var users = "/api/organization/" + theirs.organizationId() + "/users";
        cursors.put("users", next(users));
        cursors.put("clients", next("/api/organization/" + theirs.organizationId() + "/clients"));
        cursors.put("webhooks", next("/api/webhooks?organizationId=" + theirs.organizationId()));
        cursors.put("history", next(users + "/" + theirs.userId() + "/history"));
        cursors.put("teams", next("/api/team-members?organization=" + theirs.organizationId()));
        cursors.put("license", next("/api/organizations/" + theirs.organizationId() + "/license/history"));
        cursors.put(
                "events",
                wire.send(Wire.request("GET", "/api/events?organizationId=" + theirs.organizationId())
                                .as(neighbours.operator().token()))
                        .json()
                        .path("cursor")
                        .asString());
        for (var list : List.of("leads", "contacts", "deals")) {
            cursors.put(list, next("/api/organizations/" + theirs.organizationId() + "/" + list, theirs.crm()));
        }
        cursors.put(
                "timeline",
                next(
                        "/api/organizations/" + theirs.organizationId() + "/leads/" + theirs.leadId() + "/timeline",
                        theirs.crm()));
        var outbox = wire.send(Wire.request("GET", "/api/admin/outbox?limit=100")
                .as(neighbours.operator().token()));
        outbox.json()
                .path("items")
                .forEach(mail -> mails.add(mail.path("mailId").asString()));
        assertThat(mails).isNotEmpty();
    }

    private String next(String path) {
        return next(path, neighbours.operator());
    }

    private String next(String path, Somebody reader) {
        var answer = wire.send(Wire.request("GET", path + (path.contains("?") ? "&" : "?") + "limit=1")
                .as(reader.token()));
        var next = answer.json().path("next").asString("");
        assertThat(next).as(path + " " + answer.body()).isNotEmpty();
        return next;
    }

    private List<Cell> cells(List<Route> routes) {
        var cells = new ArrayList<Cell>();
        for (var route : routes) {
            for (var caller : neighbours.callers()) {
                for (var about : possible(route)) {
                    // Another's organization is the operator's own business, and what the operator does there is meant.
                    if (!(caller.isOfOperator() && isAnothers(about, route))) {
                        cells.add(new Cell(route, caller, about));
                    }
                }
            }
        }
        return cells;
    }

    /** Whose a webhook endpoint is, its own identifier says: for the operator another's is like the one before. */
    private static boolean isAnothers(About about, Route route) {
        return about == About.ANOTHERS
                || (about == About.FORGED_ID && route.path().contains("{webhookId}"));
    }

    /** Variables that name a record of the CRM. */
    private static final Set<String> RECORDS = Set.of("leadId", "contactId", "dealId");

    /** Variables for which the organizations here have something. */
    private static final Set<String> KNOWN = Set.of(
            "organization",
            "organizationId",
            "userId",
            "clientId",
            "tokenId",
            "webhookId",
            "sessionId",
            "mailId",
            "teamId",
            "bulkInvitationId",
            "leadId",
            "contactId",
            "dealId",
            "productId",
            "catalogueVersion",
            "processor",
            "operation",
            "action",
            "code");

    private static Set<String> variables(Route route) {
        return VARIABLE.matcher(route.path())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean namesOrganization(Route route) {
        var variables = variables(route);
        return variables.contains("organization")
                || variables.contains("organizationId")
                || NAMES_ORGANIZATION.contains(route.name());
    }

    private List<About> possible(Route route) {
        if (route.isForEverybody()) {
            return List.of(About.OWN); // nothing of an organization's is asked for or shown there
        }
        var possible = new ArrayList<>(List.of(About.OWN, About.FORGED_HEADER));
        var ids = new TreeSet<>(variables(route));
        ids.retainAll(Set.of(
                "userId",
                "clientId",
                "tokenId",
                "webhookId",
                "sessionId",
                "mailId",
                "teamId",
                "bulkInvitationId",
                "leadId",
                "contactId",
                "dealId"));
        if (namesOrganization(route)) {
            possible.addAll(List.of(About.ANOTHERS, About.DELETED, About.NONE));
        }
        if (!ids.isEmpty()) {
            possible.add(About.NONE);
        }
        if (!ids.isEmpty() && !ids.contains("mailId")) {
            possible.add(About.FORGED_ID);
        }
        if (!ids.isEmpty() || (namesOrganization(route) && !route.path().equals("/live"))) {
            possible.add(About.MALFORMED);
        }
        if (hasCursor(route)) {
            possible.add(About.FORGED_CURSOR);
        }
        return possible.stream().distinct().sorted().toList();
    }

    private boolean hasCursor(Route route) {
        return !route.changes()
                && Arrays.stream(Objects.requireNonNull(handlers.get(route.name()))
                                .getMethodParameters())
                        .anyMatch(parameter ->
                                isCursor(String.valueOf(parameter.getParameter().getName()))
                                        || (parameter.getParameterType().isRecord()
                                                && Arrays.stream(parameter
                                                                .getParameterType()
                                                                .getRecordComponents())
                                                        .map(RecordComponent::getName)
                                                        .anyMatch(IsolationMatrixIT::isCursor)));
    }

    private static boolean isCursor(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).endsWith("cursor");
    }

    private Declared declared(Cell cell) {
        var route = cell.route();
        var caller = cell.caller();
        if (caller.kind() == Kind.SHUT_CLIENT && route.path().startsWith("/api/") && !route.isForEverybody()) {
            return Declared.SHUT_OUT;
        }
        // A token of an API client is for the API only.
        if (caller.kind() == Kind.NOBODY || (caller.isClient() && !route.path().startsWith("/api/"))) {
            return route.isForEverybody()
                    ? Declared.PASSES
                    : route.isApi() ? Declared.NOT_SIGNED_IN : Declared.TO_THE_DOOR;
        }
        if (route.isForEverybody()) {
            return Declared.PASSES;
        }
        if (caller.isPerson() ? !route.isForRole(caller.role()) : !route.clients()) {
            return Declared.FORBIDDEN;
        }
        if (isInCrm(route)) {
            return declaredInCrm(cell);
        }
        var lacksScope = caller.isClient()
                && scopes.getOrDefault(route.name(), Set.of()).stream().noneMatch(caller.scopes()::contains);
        if (caller.isOfOperator() && route.path().equals("/live")) {
            return Declared.PASSES;
        }
        if (caller.isOfOperator() && cell.about() == About.DELETED && !lacksScope) {
            return Declared.WHAT_IS_LEFT;
        }
        return switch (cell.about()) {
            case OWN, FORGED_HEADER, FORGED_CURSOR -> lacksScope ? Declared.FORBIDDEN : Declared.PASSES;
            case ANOTHERS, DELETED, NONE, FORGED_ID, MALFORMED ->
                lacksScope ? Declared.FORBIDDEN_OR_NOT_FOUND : Declared.NOT_FOUND;
        };
    }

    private static boolean isInCrm(Route route) {
        return route.who().equals("by the role in the CRM");
    }

    private static Declared declaredInCrm(Cell cell) {
        var route = cell.route();
        if (cell.caller().isOfOperator()) {
            return Declared.NOT_FOUND; // an organization's customers are its own business
        }
        if (!IN_CRM.getOrDefault(cell.caller().name(), Set.of()).contains(needInCrm(route))) {
            return switch (cell.about()) {
                case OWN, FORGED_HEADER, FORGED_CURSOR -> Declared.FORBIDDEN;
                case ANOTHERS, DELETED, NONE, FORGED_ID, MALFORMED -> Declared.FORBIDDEN_OR_NOT_FOUND;
            };
        }
        var namesRecord = RECORDS.stream().anyMatch(variables(route)::contains);
        return switch (cell.about()) {
            case OWN, FORGED_HEADER, FORGED_CURSOR ->
                namesRecord && cell.caller().name().equals(WITH_OWN_RECORDS) ? Declared.NOT_FOUND : Declared.PASSES;
            case ANOTHERS, DELETED, NONE, FORGED_ID, MALFORMED -> Declared.NOT_FOUND;
        };
    }

    private static String needInCrm(Route route) {
        if (route.path().contains("/leads/imports")) {
            return "create"; // whoever may make leads sees what became of the own tables
        }
        if (!route.changes()) {
            return "read";
        }
        if (route.path().matches(".*/(leads|contacts|deals)")) {
            return "create";
        }
        return route.path().matches(".*/(merge|unmerge|erase)") ? "delete" : "change";
    }

    private Wire.Request request(Cell cell) {
        var route = cell.route();
        var organization = switch (cell.about()) {
            case ANOTHERS -> neighbours.theirs();
            case DELETED -> neighbours.gone();
            default -> neighbours.ours();
        };
        var path = VARIABLE.matcher(route.path())
                .replaceAll(variable ->
                        URLEncoder.encode(value(variable.group(1), cell, organization), StandardCharsets.UTF_8));
        var organizationId = value("organizationId", cell, organization);
        if (route.path().equals("/live")) {
            path += "?topics=organization-" + organizationId;
        } else if (route.path().equals("/api/events")) {
            path += "?organizationId=" + URLEncoder.encode(organizationId, StandardCharsets.UTF_8)
                    + (cell.about() == About.FORGED_CURSOR ? "&cursor=" + cursors.get("events") : "");
        } else if (route.name().equals("GET /api/webhooks")) {
            path += "?organizationId=" + URLEncoder.encode(organizationId, StandardCharsets.UTF_8)
                    + (cell.about() == About.FORGED_CURSOR ? "&cursor=" + cursors.get("webhooks") : "");
        } else if (route.path().startsWith("/api/evidence/")) {
            path += "?position=999999999&from=0&to=0&organizationId="
                    + URLEncoder.encode(organizationId, StandardCharsets.UTF_8);
        } else if (NAMES_ORGANIZATION.contains(route.name()) && !route.changes()) {
            path += "?organization=" + URLEncoder.encode(organizationId, StandardCharsets.UTF_8);
        } else if (cell.about() == About.FORGED_CURSOR) {
            path += cursor(route);
        } else if (route.path().startsWith("/api/audit/") && !route.path().contains("/events")) {
            path += "?asOf=999999999&from=0&to=999999999&field=status&id=" + organization.licenseId();
        }
        var request =
                Wire.request(route.verb(), path).as(cell.caller().token()).with("X-Request-Id", "isolation-matrix");
        if (route.changes()) {
            request = withBody(request.with("If-Match", RequestBodies.NO_VERSION), route, organizationId);
        }
        return cell.about() == About.FORGED_HEADER ? withForgedHeaders(request, route) : request;
    }

    private Wire.Request withBody(Wire.Request request, Route route, String organizationId) {
        if (!route.isApi()) {
            var fields = bodies.form();
            fields.put("_csrf", csrfToken);
            return request.form(RequestBodies.encoded(fields)).with("Cookie", csrfCookie);
        }
        if (route.path().endsWith("/bulk-invitations") || route.path().endsWith("/leads/imports")) {
            return request.csv("no,table\n");
        }
        var body = bodies.json(route.verb(), route.path());
        if (route.name().equals("POST /api/add-sample-users")) {
            body.ifPresent(fields -> fields.put("organization", organizationId));
        }
        if (route.name().equals("POST /api/workspace/ensure-user")) {
            body.ifPresent(fields -> fields.put("organization", organizationId));
        }
        if (route.name().equals("POST /api/webhooks")) {
            // From a position that the log has not: the matrix asks whose it is, and makes none.
            body.ifPresent(
                    fields -> fields.put("organizationId", organizationId).put("since", Long.MAX_VALUE));
        }
        if (route.path().endsWith("/deals")) {
            body.ifPresent(fields -> fields.put("contactId", neighbours.ours().contactId()));
        }
        return request.json(body.map(ObjectNode::toString).orElse(null));
    }

    private String cursor(Route route) {
        var path = route.path();
        var record = Pattern.compile("/(timeline|leads|contacts|deals)$").matcher(path);
        var list = record.find()
                ? record.group(1)
                : path.contains("/license")
                        ? "license"
                        : path.endsWith("/history")
                                        || path.endsWith("/users/{userId}")
                                        || path.endsWith("/teams/{teamId}")
                                ? "history"
                                : path.contains("clients")
                                        ? "clients"
                                        : path.contains("streams") || path.contains("webhooks")
                                                ? "webhooks"
                                                : path.equals("/api/team-members") || path.endsWith("/teams")
                                                        ? "teams"
                                                        : "users";
        var cursor = URLEncoder.encode(cursors.get(list), StandardCharsets.UTF_8);
        return Stream.of("cursor", "historyCursor", "databasesCursor", "parkedCursor")
                .map(name -> name + "=" + cursor)
                .collect(Collectors.joining("&", "?", ""));
    }

    /** Whatever some server somewhere believes. */
    private Wire.Request withForgedHeaders(Wire.Request request, Route route) {
        var theirs = neighbours.theirs();
        var elsewhere = route.path()
                .replaceAll("\\{organization(Id)?}", theirs.organizationId())
                .replace("{userId}", theirs.userId())
                .replace("{clientId}", theirs.clientId())
                .replace("{webhookId}", theirs.webhookId())
                .replace("{teamId}", theirs.teamId())
                .replace("{leadId}", theirs.leadId())
                .replace("{contactId}", theirs.contactId())
                .replace("{dealId}", theirs.dealId());
        return request.with("X-Organization-Id", theirs.organizationId())
                .with("X-Tenant-Id", theirs.organizationId())
                .with("Avaone-Organization", theirs.organizationId())
                .with("X-User-Id", theirs.userId())
                .with("X-Forwarded-User", "head@" + theirs.mark() + ".example")
                .with("X-Role", "system-admin")
                .with("X-Original-URL", elsewhere)
                .with("X-Rewrite-URL", elsewhere)
                .with("X-HTTP-Method-Override", "DELETE")
                .with("X-Forwarded-For", "127.0.0.1")
                .with("X-Forwarded-Host", theirs.mark() + ".example")
                .with("X-Forwarded-Prefix", "/organization/dashboard/" + theirs.organizationId());
    }

    private String value(String variable, Cell cell, Organization organization) {
        var route = cell.route();
        var malformed = cell.about() == About.MALFORMED;
        return switch (variable) {
            case "organization", "organizationId" ->
                cell.about() == About.NONE
                        ? OrganizationId.random().value()
                        : malformed ? "{\"$ne\":\"\"}" : organization.organizationId();
            case "userId" -> {
                var of = cell.about() == About.FORGED_ID ? neighbours.theirs() : organization;
                yield cell.about() == About.NONE
                        ? UserId.random().value()
                        : malformed
                                ? "{\"$gt\":\"\"}"
                                : !namesOrganization(route) && cell.about() != About.FORGED_ID
                                        ? neighbours.operatorsUserId()
                                        : route.path().contains("/invitation/") ? of.invitedId() : of.userId();
            }
            case "clientId" ->
                id(
                        cell,
                        ClientId.random().value(),
                        neighbours.theirs().clientId(),
                        namesOrganization(route) ? organization.clientId() : neighbours.operatorsClientId());
            case "tokenId" ->
                id(
                        cell,
                        TokenId.random().value(),
                        neighbours.theirs().tokenId(),
                        namesOrganization(route) ? organization.tokenId() : neighbours.operatorsTokenId());
            case "teamId" ->
                id(cell, TeamId.random().value(), neighbours.theirs().teamId(), organization.teamId());
            case "bulkInvitationId" ->
                id(cell, "0".repeat(26), neighbours.theirs().bulkInvitationId(), organization.bulkInvitationId());
            case "leadId" ->
                id(
                        cell,
                        LeadId.random().value(),
                        neighbours.theirs().leadId(),
                        namesOrganization(route) ? organization.leadId() : neighbours.operatorsLeadId());
            case "contactId" ->
                id(
                        cell,
                        ContactId.random().value(),
                        neighbours.theirs().contactId(),
                        namesOrganization(route) ? organization.contactId() : neighbours.operatorsContactId());
            case "dealId" ->
                id(
                        cell,
                        DealId.random().value(),
                        neighbours.theirs().dealId(),
                        namesOrganization(route) ? organization.dealId() : neighbours.operatorsDealId());
            case "webhookId" ->
                id(cell, WebhookId.random().value(), neighbours.theirs().webhookId(), organization.webhookId());
            case "sessionId" ->
                id(
                        cell,
                        SessionId.random().value(),
                        neighbours.theirs().admin().sessionId(),
                        cell.caller().sessionId().isEmpty()
                                ? "none"
                                : cell.caller().sessionId());
            case "mailId" ->
                cell.about() == About.NONE
                        ? MailId.random().value()
                        : malformed ? "{\"$gt\":\"\"}" : mails.iterator().next();
            case "audited" -> "licenses";
            case "auditedId" -> organization.licenseId();
            case "productId" -> "ava-cx";
            case "catalogueVersion" -> "1";
            case "revision" -> "999";
            case "quoteId" -> "qte_" + "0".repeat(32);
            // One that nobody has: the site that all tests see stays as it is.
            case "contentId" -> "cnt_" + "0".repeat(26);
            case "processor" -> "user";
            case "operation" -> "recheck";
            case "action" ->
                route.path().contains("/leads/")
                        ? "qualify"
                        : route.path().contains("/deals/")
                                ? "win"
                                : route.path().contains("/contacts/")
                                        ? "log"
                                        : route.path().contains("/cms/") ? "publish" : "unlock";
            case "code" -> "not-found";
            // Nothing of that kind is in the organizations here: the own one has none of it either.
            default -> "none";
        };
    }

    private static String id(Cell cell, String nobodys, String theirs, String own) {
        return switch (cell.about()) {
            case NONE -> nobodys;
            case MALFORMED -> "{\"$gt\":\"\"}";
            case FORGED_ID -> theirs;
            default -> own;
        };
    }

    private List<Outcome> call(List<Cell> cells) throws Exception {
        var permits = new java.util.concurrent.Semaphore(AT_ONCE);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = cells.stream()
                    .<Callable<Outcome>>map(cell -> () -> {
                        permits.acquire();
                        try {
                            return call(cell);
                        } finally {
                            permits.release();
                        }
                    })
                    .toList();
            var outcomes = new ArrayList<Outcome>();
            for (var called : executor.invokeAll(calls)) {
                outcomes.add(called.get());
            }
            return outcomes;
        }
    }

    private Outcome call(Cell cell) {
        // So many callers at once are more than passwords are checked for: who is told to come back does.
        var answer = await().pollInSameThread()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> wire.send(request(cell)), sent -> !sent.code().equals("sign-in-overloaded"));
        var declared = declared(cell);
        var code = answer.code();
        return new Outcome(cell, declared, answer.status(), code, fault(cell, declared, answer, code));
    }

    private @Nullable String fault(Cell cell, Declared declared, Wire.Answer answer, String code) {
        var told = told(cell.caller(), answer);
        if (told != null) {
            return "tells of " + told;
        }
        var status = answer.status();
        var asDeclared = switch (declared) {
            case PASSES -> passes(cell, answer, code);
            case NOT_SIGNED_IN ->
                status == 401 && Set.of("not-signed-in", "token-not-valid").contains(code);
            case TO_THE_DOOR -> status == 303 && isDoor(answer);
            case FORBIDDEN -> status == 403;
            case FORBIDDEN_OR_NOT_FOUND -> status == 403 || status == 404;
            case NOT_FOUND -> status == 404;
            case WHAT_IS_LEFT -> status == 404 || passes(cell, answer, code);
            case SHUT_OUT -> status == 401 || status == 403 || status == 404;
        };
        return asDeclared ? null : "is declared " + declared + ": " + shortened(answer.body());
    }

    private static boolean passes(Cell cell, Wire.Answer answer, String code) {
        return switch (answer.status()) {
            case 401 ->
                Set.of("sign-in-refused", "passkey-refused", "signature-not-valid")
                        .contains(code);
            case 403 -> false;
            case 404 -> ABOUT_NOTHING.contains(cell.route().name()) || !KNOWN.containsAll(variables(cell.route()));
            case 303 -> cell.route().isForEverybody() || !isDoor(answer);
            // What is counted for one person, and sent here by many: guesses at a password, and at the present one.
            case 429 ->
                Set.of("account-locked", "too-many-requests").contains(code)
                        || !cell.route().isApi();
            default -> answer.status() < 500;
        };
    }

    private static boolean isDoor(Wire.Answer answer) {
        return answer.header("Location").matches("/(admin|organization|workspace)/login(\\?next=.*)?");
    }

    /** Whose texts are in an answer to somebody who may not read them. */
    private @Nullable String told(Somebody caller, Wire.Answer answer) {
        if (caller.isOfOperator()) {
            return null;
        }
        var text = answer.text();
        var secret = new ArrayList<>(List.of(neighbours.theirs(), neighbours.gone()));
        if (caller.kind() == Kind.NOBODY) {
            secret.add(neighbours.ours());
        }
        return secret.stream()
                .map(Organization::mark)
                .filter(text::contains)
                .findFirst()
                .orElse(null);
    }

    private static String shortened(String body) {
        var line = body.replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    private static String inWords(Outcome outcome) {
        var cell = outcome.cell();
        return "%s as %s about %s: %d %s %s"
                .formatted(
                        cell.route().name(),
                        cell.caller().name(),
                        cell.about().words,
                        outcome.status(),
                        outcome.code(),
                        outcome.fault());
    }

    /** Events of these organizations after a position, whoever caused them. */
    private List<String> eventsOf(
            org.axonframework.eventhandling.@Nullable TrackingToken after, Organization... organizations)
            throws InterruptedException {
        var ids = Arrays.stream(organizations).map(Organization::organizationId).collect(Collectors.toSet());
        var found = new ArrayList<String>();
        try (var stream = events.openStream(after)) {
            while (stream.hasNextAvailable(200, TimeUnit.MILLISECONDS)) {
                var event = stream.nextAvailable();
                var tenant = event.getPayload() instanceof TenantEvent ofTenant
                        ? ofTenant.organizationId().value()
                        : String.valueOf(event.getMetaData().get(MetadataKey.TENANT));
                if (ids.contains(tenant) && !isNotedReading(event)) {
                    found.add(event.getPayloadType().getSimpleName() + " " + event.getMetaData());
                }
            }
        }
        return found;
    }

    /** The operator's people may read of every organization; that they did is noted there. */
    private static boolean isNotedReading(EventMessage<?> event) {
        return event.getPayload() instanceof AuditRead
                && ActorKind.SYSTEM_ADMIN.name().equals(event.getMetaData().get(MetadataKey.ACTOR_KIND));
    }

    /** The documents in which these organizations are named, wherever they are, but those of noted readings. */
    private SortedMap<String, String> documentsOf(Organization... organizations) {
        var ids = Arrays.stream(organizations).map(Organization::organizationId).toList();
        var documents = new TreeMap<String, String>();
        for (var name : mongo.listDatabaseNames()) {
            var database = mongo.getDatabase(name);
            for (var collection : database.listCollectionNames().into(new ArrayList<>())) {
                for (var document : database.getCollection(collection, RawBsonDocument.class)
                        .find()) {
                    var json = document.toJson();
                    if (!json.contains("\"type\": \"audit.read\"")
                            && ids.stream().anyMatch(id -> name.contains(id) || json.contains(id))) {
                        documents.put("%s.%s.%s".formatted(name, collection, document.get("_id")), json);
                    }
                }
            }
        }
        assertThat(documents).isNotEmpty();
        return documents;
    }

    private Map<String, Long> versionsOf(Organization organization) {
        var versions = new TreeMap<String, Long>();
        for (var id : List.of(
                organization.organizationId(),
                organization.userId(),
                organization.invitedId(),
                organization.clientId(),
                organization.webhookId(),
                organization.teamId(),
                organization.leadId(),
                organization.contactId(),
                organization.dealId(),
                neighbours.operatorsClientId())) {
            versions.put(id, events.lastSequenceNumberFor(id).orElse(-1L));
        }
        return versions;
    }

    private void report(List<Route> routes, List<Outcome> outcomes, Duration made, Duration all) throws IOException {
        var byRoute = new LinkedHashMap<String, Map<About, Map<String, Outcome>>>();
        for (var outcome : outcomes) {
            byRoute.computeIfAbsent(outcome.cell().route().name(), _ -> new EnumMap<>(About.class))
                    .computeIfAbsent(outcome.cell().about(), _ -> new LinkedHashMap<>())
                    .put(outcome.cell().caller().name(), outcome);
        }
        var callers = neighbours.callers().stream().map(Somebody::name).toList();
        var text = new StringBuilder(
                """
                # Isolation matrix

                Written by `IsolationMatrixIT`: %d cells (%d routes, %d callers) in %d s, of which %d s made what they are about.

                Each row is a route and what the request is about; each column is somebody who calls; the cell is the status that was
                answered. **bold**: kept out or not found, as declared. plain: let in, as declared (400, 409, 412 and 422 are said after
                the guards, about a body or a version that is not to be carried out). ⚠: not as declared; the sentence is under the table.
                `-`: the operator's business, who sees also what is left of a deleted organization.

                - 303 before the doors, 401 in the API: not signed in
                - 403: the role, or the API client's scope, does not include it
                - 404: it is another's, was deleted, or is not there; nobody is told which

                """.formatted(outcomes.size(), byRoute.size(), callers.size(), all.toSeconds(), made.toSeconds()));
        text.append("| route | who may | about | ")
                .append(String.join(" | ", callers))
                .append(" |\n");
        text.append("|---|---|---|").append("---|".repeat(callers.size())).append('\n');
        for (var route : routes) {
            byRoute.getOrDefault(route.name(), Map.of()).forEach((about, cells) -> {
                text.append("| `%s` | %s | %s |"
                        .formatted(route.name(), route.who() + (route.clients() ? ", API client" : ""), about.words));
                for (var caller : callers) {
                    text.append(' ').append(shown(cells.get(caller))).append(" |");
                }
                text.append('\n');
            });
        }
        outcomes.stream()
                .filter(outcome -> outcome.fault() != null)
                .forEach(outcome -> text.append("\n- ⚠ ").append(inWords(outcome)));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, text);
    }

    private static String shown(@Nullable Outcome outcome) {
        if (outcome == null) {
            return "-";
        }
        if (outcome.fault() != null) {
            return "⚠ " + outcome.status();
        }
        return outcome.declared() == Declared.PASSES || outcome.declared() == Declared.WHAT_IS_LEFT
                ? Integer.toString(outcome.status())
                : "**" + outcome.status() + "**";
    }
}
