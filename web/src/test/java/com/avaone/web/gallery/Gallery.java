package com.avaone.web.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientPage;
import com.avaone.api.communication.MailPage;
import com.avaone.api.communication.MailPreview;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.communication.MailView;
import com.avaone.api.communication.SuppressionPage;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.RecentEvents;
import com.avaone.api.organization.OrganizationPage;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.webhook.WebhookPage;
import com.avaone.web.content.site.SiteSamples;
import com.avaone.web.kernel.page.Owner;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves every template with made-up values at its real address. Routes are beans and not controllers, so that no test of the whole
 * application finds them by scanning.
 */
@TestConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
class Gallery {

    /** Open streams of the pages' live parts. */
    private static final List<ServerResponse.SseBuilder> STREAMS = new CopyOnWriteArrayList<>();

    private static final Set<String> PAGES = Set.of(
            "home",
            "site-products",
            "site-product",
            "site-service",
            "site-pricing",
            "site-bundles",
            "site-page",
            "contacts",
            "contact-new",
            "deal-new",
            "contacts-meeting",
            "contacts-thanks",
            "custom-bundle",
            "saved-quote",
            "checkout",
            "lead-confirmation",
            "login",
            "test-login",
            "test-users",
            "error-404",
            "problem",
            "problems",
            "dashboard",
            "organizations",
            "organization-create",
            "organization-edit",
            "organization",
            "organization-deletion",
            "action-products",
            "sessions",
            "databases",
            "outbox",
            "mail",
            "mail-templates",
            "suppressions",
            "suppression-lift",
            "assets",
            "asset",
            "audit",
            "audit-timeline",
            "streams",
            "streams-none",
            "webhook-new",
            "webhook-failing",
            "webhook-secret",
            "webhook-tested",
            "webhook-recover",
            "evidence",
            "evidence-organization",
            "asset-pick",
            "content",
            "content-edit",
            "pricing-editor",
            "pricing-product",
            "pricing-plan",
            "contacts-pricing",
            "bulk-invitation",
            "bulk-report",
            "organization-dashboard",
            "users",
            "user",
            "teams",
            "team",
            "team-add",
            "team-role",
            "leads",
            "lead-board",
            "lead-figures",
            "lead-import",
            "lead-import-tried",
            "lead",
            "lead-convert",
            "deals",
            "deal",
            "deals-won",
            "contact-list",
            "contact",
            "crm-sync",
            "lead-organization",
            "workspace",
            "account",
            "second-factor");

    /** A position that no page of the gallery ever reaches. */
    static final long NOT_REACHED = 99_999;

    /** The policy under which the pages must work. */
    static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none';"
                    + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    Filter policy() {
        return (request, response, chain) -> {
            var framed = ((HttpServletRequest) request).getRequestURI().endsWith("/edit/preview");
            ((HttpServletResponse) response)
                    .setHeader(
                            "Content-Security-Policy",
                            framed ? POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'") : POLICY);
            request.setCharacterEncoding(UTF_8.name());
            chain.doFilter(request, response);
        };
    }

    /** As the catalogue gives them. */
    @Bean
    SmartInitializingSingleton namesOfProducts(HierarchicalMessageSource messages) {
        var names = new StaticMessageSource();
        for (var language : List.of(Locale.ENGLISH, Locale.US, Locale.forLanguageTag("hi"))) {
            SiteSamples.catalogue()
                    .contents()
                    .products()
                    .forEach(product -> names.addMessage(
                            "product." + product.productId(),
                            language,
                            product.name().in(language)));
        }
        return () -> messages.setParentMessageSource(names);
    }

    @Bean
    RouterFunction<ServerResponse> pages() {
        var routes = RouterFunctions.route();
        for (var sample : all()) {
            routes.GET(sample.path(), request -> sample.answer(request));
        }
        return routes.GET("/live", Gallery::live).build();
    }

    private static ServerResponse live(ServerRequest request) {
        return ServerResponse.sse(
                stream -> {
                    STREAMS.add(stream);
                    stream.onComplete(() -> STREAMS.remove(stream));
                    try {
                        stream.comment("open").send();
                    } catch (java.io.IOException e) {
                        STREAMS.remove(stream);
                    }
                },
                Duration.ofMinutes(5));
    }

    /** Sends a message to every open page, as the application does when a read model has reached {@code position}. */
    static void publish(String topic, long position) {
        for (var stream : STREAMS) {
            try {
                stream.event(topic).data("{\"position\":%d}".formatted(position));
            } catch (Exception e) {
                STREAMS.remove(stream); // the page was left
            }
        }
    }

    /** Every page in every state worth looking at; {@code state} names it in the query. */
    static List<Sample> all() {
        return Stream.of(
                        console(),
                        UserSamples.pages(),
                        TeamSamples.pages(),
                        LeadSamples.pages(),
                        DealSamples.pages(),
                        VisitorSamples.pages(),
                        OrderSamples.pages(),
                        site(),
                        AssetSamples.pages(),
                        AuditSamples.pages(),
                        EvidenceSamples.pages(),
                        ContentSamples.pages())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Sample> console() {
        return List.of(
                new Sample("login", "/admin/login", "user/login", login("ADMIN", Map.of())),
                new Sample("login-workspace", "/workspace/login", "user/login", login("WORKSPACE", Map.of())),
                new Sample(
                        "login-refused",
                        "/admin/login/refused",
                        "user/login",
                        login("ADMIN", Map.of("problem", "Sign in anew.", "email", "admin@avaone.example"))),
                new Sample(
                        "login-locked",
                        "/admin/login/locked",
                        "user/login",
                        login("ADMIN", Map.of("lockedUntil", Samples.NOW.plusSeconds(300)))),
                new Sample(
                        "login-shut",
                        "/organization/login/shut",
                        "user/login",
                        login("ORGANIZATION", Map.of("shut", true))),
                new Sample(
                        "ask-unlock",
                        "/unlock",
                        "user/ask",
                        Map.of(
                                "purpose",
                                Purpose.UNLOCK,
                                "form",
                                Map.of("organization", "northwind-labs", "email", "mina@northwind.example"))),
                new Sample("test-login", "/test-login", "user/test-login", Map.of("report", Samples.testData())),
                new Sample("test-users", "/test-users", "user/test-users", Map.of("report", Samples.testData())),
                new Sample(
                        "test-users-none",
                        "/test-users/none",
                        "user/test-users",
                        Map.of("report", Map.of("users", List.of()))),
                new Sample(
                        "login-code",
                        "/admin/login/code",
                        "user/code",
                        login("ADMIN", Map.of("step", "sealed", "target", "/admin/login/code"))),
                new Sample("error-404", "/error/404", "error", Map.of("status", 404)),
                new Sample(
                        "error-500",
                        "/error/500",
                        "error",
                        Map.of("status", 500, "requestId", "req_01kaq2vd3s8c4g9q0vbwx6tz1m")),
                new Sample(
                        "problem",
                        "/problems/slug-taken",
                        "problem",
                        Map.of(
                                "code", OrganizationRule.SLUG_TAKEN.code(),
                                "title", OrganizationRule.SLUG_TAKEN.title(),
                                "explanation", OrganizationRule.SLUG_TAKEN.explanation(),
                                "status", 409)),
                new Sample("problems", "/problems", "problems", Map.of("problems", problems())),
                new Sample(
                        "dashboard",
                        "/admin/dashboard",
                        "admin/dashboard",
                        Map.of(
                                "figures", Samples.figures(),
                                "growth", Samples.figures().registrations(),
                                "recent", Samples.recent(),
                                "processors", Samples.processors(),
                                "names", Samples.names(),
                                "newIn7", 9L,
                                "newIn30", 41L,
                                "today", Samples.TODAY,
                                "notice", "Organization created.")),
                new Sample(
                        "dashboard-empty",
                        "/admin/dashboard/empty",
                        "admin/dashboard",
                        Map.of(
                                "figures",
                                Samples.noFigures(),
                                "growth",
                                List.of(),
                                "recent",
                                new RecentEvents(List.of()),
                                "processors",
                                Samples.calmProcessors(),
                                "newIn7",
                                0L,
                                "newIn30",
                                0L,
                                "today",
                                Samples.TODAY)),
                new Sample(
                        "organizations",
                        "/admin/organizations",
                        "organization/list",
                        list(Samples.page("more"), Map.of("sort", "NAME"))),
                new Sample(
                        "organizations-no-match",
                        "/admin/organizations/no-match",
                        "organization/list",
                        list(
                                new OrganizationPage(List.of(), null, 0),
                                Map.of("sort", "NAME", "text", "nobody", "expiresUntil", "2026-12-31"))),
                new Sample(
                        "organizations-empty",
                        "/admin/organizations/empty",
                        "organization/list",
                        list(new OrganizationPage(List.of(), null, 0), Map.of("sort", "NAME"))),
                new Sample(
                        "organization-create",
                        "/admin/organizations/new",
                        "organization/create",
                        Map.of("products", Samples.PRODUCTS, "form", NEW)),
                new Sample(
                        "organization-create-refused",
                        "/admin/organizations/refused",
                        "organization/create",
                        Map.of("products", Samples.PRODUCTS, "form", REFUSED, "errors", errors())),
                new Sample("organization-edit", home(1) + "/edit", "organization/edit", edit()),
                show("organization", 1),
                show("organization-suspended", 4),
                show("organization-in-grace", 5),
                show("organization-deletion", 6),
                show("organization-revoked", 7),
                new Sample(
                        "organization-new",
                        "/admin/organization/new-one",
                        "organization/show",
                        Map.of("organization", Samples.withoutLicense(), "today", Samples.TODAY, "asOf", "48,190")),
                action("suspend", Map.of()),
                action("pause", Map.of()),
                action("resume", Map.of()),
                action("renew", Map.of()),
                action(
                        "seats",
                        Map.of(
                                "form",
                                Map.of("seats", "12", "reason", ""),
                                "errors",
                                Map.of("seats", "46 seats are taken; not fewer.", "reason", "A reason is needed."))),
                action("products", Map.of("products", Samples.PRODUCTS)),
                action("grace", Map.of()),
                action("overage", Map.of()),
                action("revoke", Map.of()),
                action("delete", Map.of()),
                action("restore", Map.of()),
                new Sample(
                        "sessions",
                        "/admin/sessions",
                        "admin/sessions",
                        Map.of(
                                "sessions",
                                Samples.sessions(),
                                "currentSessionId",
                                Samples.sessions().getFirst().sessionId())),
                new Sample(
                        "databases",
                        "/admin/multi-database",
                        "operations/databases",
                        Map.of(
                                "databases",
                                Samples.databases(),
                                "processors",
                                Samples.processors(),
                                "parked",
                                Samples.parked())),
                new Sample(
                        "databases-calm",
                        "/admin/multi-database/calm",
                        "operations/databases",
                        Map.of(
                                "databases",
                                Samples.databases(),
                                "processors",
                                Samples.calmProcessors(),
                                "parked",
                                new ParkedEventPage(List.of(), null),
                                "databasesCursor",
                                "here")),
                outbox("outbox", "", new MailPage(Samples.mails(), "more"), Map.of()),
                outbox("outbox-no-match", "/no-match", new MailPage(List.of(), null), Map.of("text", "nobody")),
                outbox("outbox-empty", "/empty", new MailPage(List.of(), null), Map.of()),
                mail("mail", Samples.mail(1)),
                mail("mail-hindi", Samples.mail(3)),
                template("mail-templates", "", "LIGHT", Samples.preview("en")),
                template("mail-templates-dark", "/dark", "DARK", Samples.preview("hi")),
                suppressions("suppressions", "", new SuppressionPage(Samples.suppressions(), "more"), Map.of()),
                suppressions(
                        "suppressions-no-match",
                        "/no-match",
                        new SuppressionPage(List.of(), null),
                        Map.of("address", "nobody@northwind.example")),
                suppressions("suppressions-empty", "/empty", new SuppressionPage(List.of(), null), Map.of()),
                new Sample(
                        "suppression-lift",
                        "/admin/communications/suppressions/one/lift",
                        "communication/lift",
                        Map.of("suppression", Samples.suppressions().getFirst())),
                operate("processors/user/recheck", "recheck"),
                operate("processors/user/pause", "pause"),
                operate("processors/user/resume", "resume"),
                operate("processors/user/rebuild", "rebuild"),
                operate("parked/user/retry", "retry"),
                operate("parked/user/discard", "discard"),
                client("clients", "", "list", Map.of("page", new ClientPage(Samples.clients(), "here"))),
                client("clients-none", "/none", "list", Map.of("page", new ClientPage(List.of(), null))),
                client("client-new", "/new", "new", Map.of("kinds", List.of(ClientKind.values()))),
                client(
                        "client-refused",
                        "/refused",
                        "new",
                        Map.of(
                                "kinds", List.of(ClientKind.values()),
                                "form", Map.of("name", "", "kind", "AUDITOR", "scopes", List.of("MANAGE_USERS")),
                                "errors", Map.of("name", "Is needed.", "scopes", "An auditor reads only."))),
                client(
                        "client-token",
                        "/token",
                        "token",
                        Map.of("clientId", "cli_1", "token", "avaone_01kaq2vd3s8c4g9q0vbwx6tz1m_" + "x".repeat(49))),
                client("client", "/one", "show", Map.of()),
                bulk("bulk-invitation", "/new", "user/bulk", Map.of("most", 1_000)),
                bulk(
                        "bulk-invitation-refused",
                        "/refused",
                        "user/bulk",
                        Map.of(
                                "most", 1_000,
                                "form", Map.of("file", "email,shoes"),
                                "errors", Map.of("file", "Has a heading \"shoes\" that is not known."))),
                bulk("bulk-report", "/done", "user/bulk-report", Map.of("bulk", Samples.bulkInvitation(false))),
                bulk(
                        "bulk-report-running",
                        "/running",
                        "user/bulk-report",
                        Map.of("bulk", Samples.bulkInvitation(true))),
                webhook(
                        "streams",
                        "",
                        "list",
                        Map.of(
                                "page",
                                new WebhookPage(WebhookSamples.all(), "here"),
                                "streams",
                                WebhookSamples.streams())),
                webhook("streams-none", "/none", "list", Map.of("page", new WebhookPage(List.of(), null))),
                webhook("webhook-new", "/new", "form", Map.of()),
                webhook(
                        "webhook-refused",
                        "/refused",
                        "form",
                        Map.of(
                                "form", Map.of("url", "http://10.0.0.1/", "types", "licence.*"),
                                "errors", Map.of("url", "It must begin with https://.", "types", "Is no type."))),
                webhook(
                        "webhook-secret",
                        "/secret",
                        "secret",
                        Map.of("webhookId", "whk_1", "secret", "whsec_" + "x".repeat(43) + "=")),
                webhook("webhook", "/one", "show", WebhookSamples.shown(0)),
                webhook("webhook-failing", "/failing", "show", WebhookSamples.shown(1)),
                webhook("webhook-disabled", "/disabled", "show", WebhookSamples.shown(2)),
                webhook("webhook-edit", "/edit", "form", WebhookSamples.shown(1)),
                webhook("webhook-edit-refused", "/edit-refused", "form", WebhookSamples.editRefused()),
                webhook("webhook-tested", "/tested", "tested", WebhookSamples.tested(true)),
                webhook("webhook-test-failed", "/test-failed", "tested", WebhookSamples.tested(false)),
                webhook("webhook-rotate", "/rotate", "action", WebhookSamples.action("ROTATE")),
                webhook("webhook-recover", "/recover", "action", WebhookSamples.action("RECOVER")),
                webhook("webhook-disable", "/disable", "action", WebhookSamples.action("DISABLE")),
                webhook("webhook-remove", "/remove", "action", WebhookSamples.action("REMOVE")),
                client("client-rotate", "/rotate", "action", Map.of("action", "ROTATE")),
                client("client-scopes", "/scopes", "action", Map.of("action", "SCOPES")),
                client("client-revoke", "/revoke", "action", Map.of("action", "REVOKE")),
                client(
                        "client-revoke-token",
                        "/revoke-token",
                        "action",
                        Map.of("action", "REVOKE_TOKEN", "tokenId", "tok_1")));
    }

    private static Sample webhook(String name, String path, String view, Map<String, ?> model) {
        var all = new HashMap<String, Object>(Map.of(
                "position",
                48_213L,
                "ofOperator",
                true,
                "topic",
                "webhooks",
                "streams",
                List.of(),
                "actors",
                Map.of(),
                "organizations",
                WebhookSamples.organizations(),
                "now",
                Samples.NOW));
        all.putAll(model);
        return new Sample(name, "/streams" + path, "webhook/" + view, all);
    }

    private static Sample client(String name, String path, String view, Map<String, ?> model) {
        var first = Samples.clients().getFirst();
        var all = new HashMap<String, Object>(Map.of(
                "owner",
                new Owner(first.organizationId(), "/admin/clients", "Northwind", false),
                "client",
                first,
                "uses",
                Map.of(first.tokens().getFirst().tokenId(), Samples.NOW.minusSeconds(7200)),
                "now",
                Samples.NOW,
                "scopes",
                List.of(ClientScope.values())));
        all.putAll(model);
        return new Sample(name, "/admin/clients" + path, "client/" + view, all);
    }

    private static final Map<String, Object> NEW = Map.of(
            "userLimit",
            "10",
            "licenseExpiry",
            Samples.TODAY.plusYears(1),
            "graceDays",
            14,
            "timeZone",
            "UTC",
            "locale",
            "en",
            "retentionDays",
            365,
            "expiryNoticeDays",
            "30, 7, 1");

    private static final Map<String, Object> REFUSED = Map.of(
            "name",
            "Northwind Labs",
            "slug",
            "northwind",
            "email",
            "office",
            "userLimit",
            "0",
            "selectedProducts",
            List.of(Samples.PRODUCTS.get(1)),
            "foundedYear",
            "MCMXC");

    private static Map<String, String> errors() {
        var errors = new LinkedHashMap<String, String>();
        errors.put("slug", "This short name is taken. Choose another.");
        errors.put("email", "This is not an e-mail address.");
        errors.put("foundedYear", "This is not a year.");
        errors.put("userLimit", "There must be at least one seat.");
        return errors;
    }

    private static List<Sample> site() {
        return SiteSamples.pages().stream()
                .map(page -> new Sample(page.name(), page.path(), page.template(), page.model()))
                .toList();
    }

    private static String home(int number) {
        return "/admin/organization/" + Samples.organizationId(number);
    }

    private static Map<String, Object> list(OrganizationPage page, Map<String, ?> form) {
        return Map.of("page", page, "form", form, "products", Samples.PRODUCTS, "today", Samples.TODAY);
    }

    private static Map<String, Object> edit() {
        var organization = Samples.ORGANIZATIONS.getFirst();
        var form = new HashMap<String, Object>(NEW);
        form.put("name", organization.profile().name());
        form.put("email", organization.profile().email());
        form.put("adminEmail", organization.profile().adminEmail());
        form.put("employeeCount", organization.profile().employeeCount());
        form.put("selectedProducts", organization.products());
        return Map.of(
                "organization",
                organization,
                "form",
                form,
                "products",
                Samples.PRODUCTS,
                "version",
                organization.version());
    }

    private static Sample show(String name, int number) {
        var organization = Samples.ORGANIZATIONS.get(number - 1);
        return new Sample(
                name,
                home(number),
                "organization/show",
                Map.of(
                        "organization",
                        organization,
                        "history",
                        Samples.history(organization),
                        "names",
                        Samples.names(),
                        "parked",
                        number == 4 ? 3L : 0L,
                        "today",
                        Samples.TODAY));
    }

    private static Sample action(String action, Map<String, ?> more) {
        var model = new HashMap<String, Object>(more);
        model.put("organization", Samples.ORGANIZATIONS.getFirst());
        model.put("action", action);
        model.put("version", 12);
        var ofOrganization = action.equals("delete") || action.equals("restore");
        return new Sample(
                "action-" + action,
                home(1) + (ofOrganization ? "/" : "/license/") + action,
                "organization/action",
                model);
    }

    private static Sample operate(String path, String action) {
        return new Sample(
                "operate-" + action,
                "/admin/multi-database/" + path,
                "operations/action",
                Map.of(
                        "processor",
                        "user",
                        "action",
                        action,
                        "sequence",
                        Samples.organizationId(1).value(),
                        "parkedEventId",
                        "prk_1"));
    }

    /** The doors as templates know them. */
    private enum Door {
        ADMIN,
        ORGANIZATION,
        WORKSPACE
    }

    private static Map<String, Object> login(String door, Map<String, Object> state) {
        var model = new HashMap<String, Object>(Map.of("door", Door.valueOf(door), "target", "/login", "shut", false));
        model.putAll(state);
        return model;
    }

    private static Sample outbox(String name, String path, MailPage page, Map<String, ?> form) {
        return new Sample(
                name,
                "/admin/communications" + path,
                "communication/outbox",
                Map.of(
                        "page", page,
                        "form", form,
                        "states", MailState.values(),
                        "names", Samples.names(),
                        "operator", OrganizationId.OPERATOR.value()));
    }

    private static Sample bulk(String name, String path, String view, Map<String, Object> model) {
        var all = new LinkedHashMap<>(model);
        all.put("organization", Map.of("organizationId", "org_01jd3r0v6g9m5r6w3m1v0k8q2t", "name", "Northwind Labs"));
        return new Sample(name, "/organization/dashboard/one/bulk-invitations" + path, view, all);
    }

    private static Sample mail(String name, MailView mail) {
        return new Sample(
                name,
                "/admin/communications/mails/" + mail.mailId(),
                "communication/mail",
                Map.of("mail", mail, "names", Samples.names(), "operator", OrganizationId.OPERATOR.value()));
    }

    private static Sample template(String name, String path, String theme, MailPreview preview) {
        return new Sample(
                name,
                "/admin/communications/templates" + path,
                "communication/templates",
                Map.of(
                        "mail",
                        preview,
                        "form",
                        Map.of("template", preview.template(), "language", "EN", "theme", theme),
                        "templates",
                        MailTemplate.values(),
                        "languages",
                        List.of("EN", "HI"),
                        "themes",
                        List.of("LIGHT", "DARK")));
    }

    private static Sample suppressions(String name, String path, SuppressionPage page, Map<String, ?> form) {
        return new Sample(
                name,
                "/admin/communications/suppressions" + path,
                "communication/suppressions",
                Map.of("page", page, "form", form));
    }

    private static List<Map<String, Object>> problems() {
        return Stream.concat(Arrays.stream(OrganizationRule.values()), Arrays.stream(LicenseRule.values()))
                .map(rule -> Map.<String, Object>of("code", rule.code(), "title", rule.title(), "status", 409))
                .toList();
    }

    /**
     * A page in one state.
     *
     * @param name of the screenshot
     * @param path at which the gallery serves it
     */
    record Sample(String name, String path, String template, Map<String, ?> model) {

        ServerResponse answer(ServerRequest request) {
            var values = new HashMap<String, Object>(model);
            if (request.headers().header("Avaone-Min-Position").contains(Long.toString(NOT_REACHED))) {
                return ServerResponse.status(HttpStatus.SERVICE_UNAVAILABLE).build();
            }
            if (path.startsWith("/admin/") && !path.startsWith("/admin/login")) {
                values.putIfAbsent("currentUser", "admin@avaone.example");
                values.putIfAbsent("position", 48_213L);
            }
            return ServerResponse.ok().render(template, values);
        }

        /** Whether it is the page itself, and not a further state of it. */
        boolean everyLook() {
            return PAGES.contains(name);
        }
    }
}
