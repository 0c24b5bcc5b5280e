package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.OrganizationId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three organizations next to each other, {@code ours}, {@code theirs} and one that is {@code gone}, and everybody who can call the suite: of
 * ours one with each role and each API client, and the operator's. Every text of an organization has its mark in it, so that it can be
 * seen where it went.
 */
final class Neighbours {

    static final String PASSWORD = "lantern orchard violet 42";

    /** How somebody calls. */
    enum Kind {
        /** Without anything, or with something that is worth nothing. */
        NOBODY,
        /** A user of the operator. */
        OPERATOR,
        /** A user of our organization. */
        MEMBER,
        /** An API client of our organization. */
        CLIENT,
        /** An API client of the operator. */
        OPERATOR_CLIENT,
        /** An API client of an organization that is deleted. */
        SHUT_CLIENT
    }

    /**
     * Somebody who calls.
     *
     * @param role in the words of the API; empty for whoever is no person
     * @param scopes of an API client
     * @param token absent for whoever sends none
     * @param sessionId of a person
     * @param email of a person
     */
    record Somebody(
            String name,
            Kind kind,
            String role,
            Set<String> scopes,
            @Nullable String token,
            String sessionId,
            String email) {

        static Somebody without(String name, Kind kind, Set<String> scopes, @Nullable String token) {
            return new Somebody(name, kind, "", scopes, token, "", "");
        }

        boolean isPerson() {
            return kind == Kind.OPERATOR || kind == Kind.MEMBER;
        }

        boolean isClient() {
            return kind == Kind.CLIENT || kind == Kind.OPERATOR_CLIENT || kind == Kind.SHUT_CLIENT;
        }

        boolean isOfOperator() {
            return kind == Kind.OPERATOR || kind == Kind.OPERATOR_CLIENT;
        }
    }

    /**
     * An organization, with what is in it.
     *
     * @param mark in lower case, part of every text
     * @param userId of an employee
     * @param invitedId of somebody whose invitation waits
     * @param teamId of a team whose member is the employee
     * @param crm the employee, who is a manager in the CRM
     * @param leadId of a lead that is assigned to nobody
     * @param contactId of the contact of the deal
     * @param bulkInvitationId of a table of invitations that was worked on
     */
    record Organization(
            String mark,
            String organizationId,
            String licenseId,
            String userId,
            String invitedId,
            String clientId,
            String tokenId,
            String webhookId,
            String teamId,
            String bulkInvitationId,
            String leadId,
            String contactId,
            String dealId,
            Somebody crm,
            Somebody admin,
            Somebody client) {}

    private static final Map<ApplicationContext, Neighbours> MADE = new WeakHashMap<>();

    /** Those of a running suite: made once, for all the tests that use it. */
    static synchronized Neighbours of(ApplicationContext suite, int port) {
        var made = MADE.computeIfAbsent(suite, _ -> new Neighbours(new Wire(port)));
        made.signInAgain();
        return made;
    }

    private final Wire wire;
    private Somebody operator;
    private final List<Somebody> callers = new ArrayList<>();
    private final Organization ours;
    private final Organization theirs;
    private final Organization gone;
    private String operatorsUserId = "";
    private final String operatorsClientId;
    private final String operatorsTokenId;
    private final String operatorsLeadId;
    private final String operatorsContactId;
    private final String operatorsDealId;

    private Neighbours(Wire wire) {
        this.wire = wire;
        operator = signedIn(
                "system admin",
                Kind.OPERATOR,
                "system-admin",
                "/api/admin/login",
                Map.of("email", WholeSuite.EMAIL, "password", WholeSuite.PASSWORD));
        ours = organization("Okapi-A-1187", Kind.MEMBER, Kind.CLIENT);
        theirs = organization("Zanzibar-B-7731", Kind.MEMBER, Kind.CLIENT);
        gone = organization("Quagga-C-5519", Kind.NOBODY, Kind.SHUT_CLIENT);
        var operatorsClient = post("/api/clients", """
                {"name": "Bridge", "kind": "service", "scopes": ["administer-organizations"]}""");
        operatorsClientId = operatorsClient.path("clientId").asString();
        operatorsTokenId = ok(operator, "GET", "/api/clients/" + operatorsClientId, null)
                .path("tokens")
                .get(0)
                .path("tokenId")
                .asString();

        operatorsLeadId = lead(operator, OrganizationId.OPERATOR.value(), "Bridge", "first");
        operatorsContactId = contact(operator, OrganizationId.OPERATOR.value(), "Bridge", "first");
        operatorsDealId = deal(operator, OrganizationId.OPERATOR.value(), "Bridge", operatorsContactId);

        callers.add(Somebody.without("nobody", Kind.NOBODY, Set.of(), null));
        callers.add(Somebody.without("forged session", Kind.NOBODY, Set.of(), "MXxCRUFSRVJ8c2VzXzAwfDB8MA.AAAA"));
        callers.add(Somebody.without(
                "forged API client", Kind.NOBODY, Set.of(), "avaone_" + "0".repeat(26) + "_" + "A".repeat(49)));
        callers.add(operator);
        callers.add(auditorOfOperator());
        callers.add(ours.admin());
        callers.add(member("auditor", "auditor", null));
        callers.add(member("user", "user", null));
        callers.add(member("employee", "employee", null));
        callers.add(member("workspace user", "workspace-user", null));
        callers.add(member("billing", "employee", "\"billing\": true"));
        for (var crm : List.of("account-owner", "super-admin", "manager", "employee", "create-only", "read-only")) {
            callers.add(member("CRM " + crm, "employee", "\"crm\": \"%s\"".formatted(crm)));
        }
        for (var pingora : List.of("user", "admin", "hr")) {
            callers.add(member("Pingora " + pingora, "employee", "\"pingora\": \"%s\"".formatted(pingora)));
        }
        for (var scope : List.of(
                "read-history",
                "read-users",
                "manage-users",
                "ensure-users",
                "manage-organization",
                "manage-license")) {
            callers.add(client("client " + scope, Kind.CLIENT, ours.organizationId(), "service", scope));
        }
        callers.add(client("client auditor", Kind.CLIENT, ours.organizationId(), "auditor", "read-history"));
        callers.add(Somebody.without(
                "operator's client",
                Kind.OPERATOR_CLIENT,
                Set.of("administer-organizations"),
                operatorsClient.path("token").asString()));
        callers.add(client("operator's reader", Kind.OPERATOR_CLIENT, null, "service", "read-users"));
        delete(gone);
        callers.add(gone.admin());
        callers.add(gone.client());
        wire.send(get("/api/organization/" + ours.organizationId() + "/users")
                .as(operator.token())
                .with("Avaone-Min-Position", head()));
    }

    /** Other tests sign the same people in, and whoever has too many sessions loses the oldest. */
    private void signInAgain() {
        callers.replaceAll(caller -> {
            if (!caller.isPerson()
                    || wire.send(get("/api/account").as(caller.token())).status() == 200) {
                return caller;
            }
            var credentials = new LinkedHashMap<>(Map.of("email", caller.email(), "password", PASSWORD));
            if (caller.email().equals(WholeSuite.EMAIL)) {
                credentials.put("password", WholeSuite.PASSWORD);
            }
            if (!caller.isOfOperator()) {
                credentials.put("organization", ours.organizationId());
            }
            var door = caller.isOfOperator()
                    ? "admin"
                    : caller.role().equals("admin") || caller.role().equals("auditor") ? "organization" : "workspace";
            return signedIn(caller.name(), caller.kind(), caller.role(), "/api/" + door + "/login", credentials);
        });
        operator = caller("system admin");
    }

    List<Somebody> callers() {
        return List.copyOf(callers);
    }

    Somebody caller(String name) {
        return callers.stream()
                .filter(caller -> caller.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Somebody operator() {
        return operator;
    }

    Organization ours() {
        return ours;
    }

    Organization theirs() {
        return theirs;
    }

    Organization gone() {
        return gone;
    }

    /** Of the suite's auditor. */
    String operatorsUserId() {
        return operatorsUserId;
    }

    String operatorsClientId() {
        return operatorsClientId;
    }

    String operatorsTokenId() {
        return operatorsTokenId;
    }

    String operatorsLeadId() {
        return operatorsLeadId;
    }

    String operatorsContactId() {
        return operatorsContactId;
    }

    String operatorsDealId() {
        return operatorsDealId;
    }

    private Organization organization(String mark, Kind adminKind, Kind clientKind) {
        var registered = ok(operator, "POST", "/api/organizations", """
                {"name": "%1$s %2$s", "email": "office@%1$s.example", "phone": "+1 %1$s", "address": "%1$s street",
                 "industry": "%1$s trade", "description": "%1$s imports", "adminEmail": "head@%1$s.example",
                 "selectedProducts": ["ava-cx"], "userLimit": 1000, "licenseExpiry": "2099-12-31"}""".formatted(
                        mark, UUID.randomUUID().toString().substring(0, 8)));
        var id = registered.path("organizationId").asString();
        var users = "/api/organization/" + id + "/users";
        // The history has more than one entry, so that there are pages and cursors.
        ok(operator, "POST", "/api/organizations/" + id + "/license/pause", reason(mark));
        ok(operator, "POST", "/api/organizations/" + id + "/license/resume", reason(mark));
        var adminId = join(id, mark, "admin", "admin");
        var admin = signIn(adminKind, mark + " admin", "admin", id, mark, "admin", "organization");
        var userId = join(id, mark, "target", "employee");
        ok(operator, "PUT", users + "/" + userId + "/service-roles", """
                {"billing": true, "crm": "manager", "pingora": "user", "reason": "%s"}""".formatted(mark));
        var invitedId = ok(operator, "POST", users, invitation(mark, "invited", "workspace-user", null))
                .path("userId")
                .asString();
        var client = ok(operator, "POST", "/api/organization/" + id + "/clients", """
                {"name": "%s portal", "kind": "service", "scopes": ["read-users"]}""".formatted(mark));
        ok(operator, "POST", "/api/organization/" + id + "/clients", """
                {"name": "%s second", "kind": "service", "scopes": ["read-users"]}""".formatted(mark));
        // At names that nobody has.
        var webhookId = ok(operator, "POST", "/api/webhooks", """
                {"organizationId": "%s", "url": "https://%s.example/hook", "description": "%s", "types": ["webhook.removed"]}""".formatted(id, mark, mark))
                .path("webhookId")
                .asString();
        ok(operator, "POST", "/api/webhooks", """
                {"organizationId": "%s", "url": "https://%s.example/second", "types": ["webhook.removed"]}""".formatted(id, mark));
        var clientId = client.path("clientId").asString();
        var tokenId = ok(operator, "GET", "/api/organization/" + id + "/clients/" + clientId, null)
                .path("tokens")
                .get(0)
                .path("tokenId")
                .asString();
        assertThat(adminId).isNotEqualTo(userId);
        var teams = "/api/organizations/" + id + "/teams";
        var teamId = ok(operator, "POST", teams, name(mark + " sales"))
                .path("teamId")
                .asString();
        ok(operator, "POST", teams, name(mark + " service"));
        ok(operator, "PUT", teams + "/" + teamId + "/members/" + userId, "{\"role\": \"member\"}");
        var table = wire.send(Wire.request("POST", "/api/organization/" + id + "/bulk-invitations")
                .csv("email,role\nno address of %s,employee\n".formatted(mark))
                .as(operator.token()));
        assertThat(table.status()).as(table.body()).isEqualTo(202);
        var crm = signIn(Kind.MEMBER, mark + " target", "employee", id, mark, "target", "workspace");
        var leadId = lead(crm, id, mark, "first");
        lead(crm, id, mark, "second");
        var contact = contact(crm, id, mark, "first");
        contact(crm, id, mark, "second");
        var dealId = deal(crm, id, mark, contact);
        deal(crm, id, mark, contact);
        return new Organization(
                mark.toLowerCase(Locale.ROOT),
                id,
                registered.path("license").path("licenseId").asString(),
                userId,
                invitedId,
                clientId,
                tokenId,
                webhookId,
                teamId,
                table.json().path("bulkInvitationId").asString(),
                leadId,
                contact,
                dealId,
                crm,
                admin,
                Somebody.without(
                        "client of " + mark,
                        clientKind,
                        Set.of("read-users"),
                        client.path("token").asString()));
    }

    /** With a history of more than one entry, so that there are pages and cursors. */
    private String lead(Somebody crm, String organizationId, String mark, String local) {
        var leads = "/api/organizations/" + organizationId + "/leads";
        var leadId = ok(crm, "POST", leads, """
                        {"name": "%2$s %1$s", "email": "%1$s-lead@%2$s.example", "company": "%2$s", "message": "%2$s writes"}""".formatted(local, mark))
                .path("leadId")
                .asString();
        ok(crm, "POST", leads + "/" + leadId + "/activities", activity(mark));
        return leadId;
    }

    private String contact(Somebody crm, String organizationId, String mark, String local) {
        var contacts = "/api/organizations/" + organizationId + "/contacts";
        var contactId = ok(crm, "POST", contacts, """
                        {"name": "%2$s %1$s", "email": "%1$s-contact@%2$s.example"}""".formatted(local, mark))
                .path("contactId")
                .asString();
        ok(crm, "POST", contacts + "/" + contactId + "/activities", activity(mark));
        return contactId;
    }

    private String deal(Somebody crm, String organizationId, String mark, String contactId) {
        var deals = "/api/organizations/" + organizationId + "/deals";
        var dealId = ok(crm, "POST", deals, """
                        {"contactId": "%s", "title": "%s seats", "amount": {"amount": "1.00", "currency": "EUR"}}""".formatted(contactId, mark))
                .path("dealId")
                .asString();
        ok(crm, "POST", deals + "/" + dealId + "/activities", activity(mark));
        return dealId;
    }

    private static String activity(String mark) {
        return "{\"kind\": \"note\", \"text\": \"%s was met\"}".formatted(mark);
    }

    /** Asks for the deletion and waits until it is carried out: the session of its admin is over. */
    private void delete(Organization organization) {
        wire.send(Wire.request("DELETE", "/api/organizations/" + organization.organizationId())
                .json("{\"reason\":\"it is over\"}")
                .as(operator.token()));
        await("deleted")
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/api/account").as(organization.admin().token()) instanceof Wire.Request asked
                        && wire.send(asked).status() == 401);
        await("settled").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var shown = wire.send(
                    get("/api/organizations/" + organization.organizationId()).as(operator.token()));
            assertThat(shown.json().path("state").asString("")).as(shown.body()).isEqualTo("deleted");
            assertThat(shown.json().path("license").path("status").asString(""))
                    .as(shown.body())
                    .isEqualTo("revoked");
            for (var userId : List.of(organization.userId(), organization.invitedId())) {
                var history = wire.send(
                        get("/api/organization/" + organization.organizationId() + "/users/" + userId + "/history")
                                .as(operator.token()));
                assertThat(history.body()).contains("user.erased");
            }
        });
    }

    /** Another member of our organization, for tests that shut the account; signs in as {@code <name>@okapi-a-1187.example}. */
    Somebody member(String name, String role, @Nullable String serviceRole) {
        var mark = "Okapi-A-1187";
        var local = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        var userId = join(ours.organizationId(), mark, local, role);
        if (serviceRole != null) {
            ok(
                    operator,
                    "PUT",
                    "/api/organization/" + ours.organizationId() + "/users/" + userId + "/service-roles",
                    "{%s}".formatted(serviceRole));
        }
        return signIn(
                Kind.MEMBER,
                name,
                role,
                ours.organizationId(),
                mark,
                local,
                role.equals("auditor") ? "organization" : "workspace");
    }

    private Somebody auditorOfOperator() {
        var email = "suite-auditor@avaone.example";
        var userId = ok(
                        operator,
                        "POST",
                        "/api/organization/" + OrganizationId.OPERATOR + "/users",
                        "{\"email\": \"%s\", \"role\": \"suite-auditor\", \"accessUntil\": \"2099-06-30\"}"
                                .formatted(email))
                .path("userId")
                .asString();
        acceptInvitation(OrganizationId.OPERATOR.value(), userId);
        operatorsUserId = userId;
        return signedIn(
                "suite auditor",
                Kind.OPERATOR,
                "suite-auditor",
                "/api/admin/login",
                Map.of("email", email, "password", PASSWORD));
    }

    private String join(String organizationId, String mark, String local, String role) {
        var userId = ok(
                        operator,
                        "POST",
                        "/api/organization/" + organizationId + "/users",
                        invitation(mark, local, role, role.equals("auditor") ? "2099-06-30" : null))
                .path("userId")
                .asString();
        acceptInvitation(organizationId, userId);
        return userId;
    }

    private void acceptInvitation(String organizationId, String userId) {
        // The link is told from memory, which follows the log beside the read models.
        var link = await("invitation")
                .until(
                        () -> wire.send(
                                get("/api/organization/" + organizationId + "/users/" + userId + "/invitation/link")
                                        .as(operator.token())),
                        answer -> answer.status() == 200)
                .json();
        accept(URI.create(link.path("link").asString()).getQuery().substring("token=".length()));
    }

    private void accept(String token) {
        var accepted = wire.send(Wire.request("POST", "/api/invitation/accept")
                .json("{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, PASSWORD)));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    }

    private static String invitation(String mark, String local, String role, @Nullable String until) {
        return """
                {"email": "%1$s@%2$s.example", "role": "%3$s", "firstName": "%2$s", "lastName": "%2$s %1$s",
                 "department": "%2$s sales", "position": "%2$s clerk", "accountId": "%2$s-17"%4$s}""".formatted(local, mark, role, until == null ? "" : ", \"accessUntil\": \"%s\"".formatted(until));
    }

    private Somebody signIn(
            Kind kind, String name, String role, String organizationId, String mark, String local, String door) {
        return signedIn(
                name,
                kind,
                role,
                "/api/" + door + "/login",
                Map.of(
                        "organization",
                        organizationId,
                        "email",
                        "%s@%s.example".formatted(local, mark),
                        "password",
                        PASSWORD));
    }

    private Somebody signedIn(String name, Kind kind, String role, String door, Map<String, String> credentials) {
        var fields = new LinkedHashMap<String, Object>(credentials);
        fields.put("bearer", true);
        var answer =
                wire.send(Wire.request("POST", door).json(JsonMapper.shared().writeValueAsString(fields)));
        assertThat(answer.status()).as(name + " " + answer.body()).isEqualTo(200);
        return new Somebody(
                name,
                kind,
                kind == Kind.NOBODY ? "" : role,
                Set.of(),
                answer.json().path("token").asString(),
                answer.json().path("sessionId").asString(),
                String.valueOf(credentials.get("email")));
    }

    private Somebody client(String name, Kind kind, @Nullable String organizationId, String clientKind, String scope) {
        var issued = post(
                organizationId == null ? "/api/clients" : "/api/organization/" + organizationId + "/clients",
                """
                {"name": "Okapi-A-1187 %s", "kind": "%s", "scopes": ["%s"]%s}""".formatted(
                                name,
                                clientKind,
                                scope,
                                clientKind.equals("auditor") ? ", \"expiresOn\": \"2099-06-30\"" : ""));
        return Somebody.without(name, kind, Set.of(scope), issued.path("token").asString());
    }

    private JsonNode post(String path, String body) {
        return ok(operator, "POST", path, body);
    }

    private JsonNode ok(Somebody caller, String verb, String path, @Nullable String body) {
        var request = Wire.request(verb, path)
                .json(body)
                .as(caller.token())
                .with("Prefer", verb.equals("GET") ? null : "return=representation");
        var answer = wire.send(verb.equals("GET") ? request.with("Avaone-Min-Position", head()) : request);
        assertThat(answer.status()).as(verb + " " + path + " " + answer.body()).isBetween(200, 299);
        position = Math.max(
                position,
                answer.header("Avaone-Position").isEmpty() ? 0 : Long.parseLong(answer.header("Avaone-Position")));
        return answer.json();
    }

    private long position;

    private String head() {
        return Long.toString(position);
    }

    private static Wire.Request get(String path) {
        return Wire.request("GET", path);
    }

    private static String name(String name) {
        return "{\"name\": \"%s\"}".formatted(name);
    }

    private static String reason(String mark) {
        return "{\"reason\": \"%s wishes it\"}".formatted(mark);
    }
}
