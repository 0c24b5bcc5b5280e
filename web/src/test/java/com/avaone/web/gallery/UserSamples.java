package com.avaone.web.gallery;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseView;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.team.TeamUserView.Membership;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserFigures;
import com.avaone.api.user.UserHistory;
import com.avaone.api.user.UserPage;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.web.gallery.Gallery.Sample;
import com.avaone.web.kernel.page.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pages of people: an organization's own pages, its users, and what each of them sees of the own account. */
final class UserSamples {

    private static final OrganizationView NORTHWIND = Samples.ORGANIZATIONS.getFirst();
    static final SignInOrganization ORGANIZATION = new SignInOrganization(
            NORTHWIND.organizationId(),
            NORTHWIND.slug(),
            NORTHWIND.profile().name(),
            NORTHWIND.profile().adminEmail().value(),
            NORTHWIND.state(),
            NORTHWIND.licenseId(),
            null,
            null);
    static final String HOME = "/organization/dashboard/" + NORTHWIND.organizationId();

    static final List<UserView> USERS = List.of(
            user(1, "Mina", "Park", "Leadership", "Chief of Staff", UserState.ACTIVE, Role.ADMIN, 2, 12),
            user(2, "Omar", "Díaz", "Logistics", "Head of Crates", UserState.ACTIVE, Role.EMPLOYEE, 3, 95),
            user(3, "आशा", "वर्मा", "Finance", "Controller", UserState.ACTIVE, Role.EMPLOYEE, 1, 1_450),
            user(4, null, null, null, null, UserState.INVITED, Role.USER, 0, null),
            user(
                    5,
                    "Bartholomew",
                    "Featherstonehaugh-Cholmondeley",
                    "Research",
                    null,
                    UserState.ACTIVE,
                    Role.USER,
                    0,
                    60),
            user(6, "Grace", "Okafor", "Support", "Team lead", UserState.DEACTIVATED, Role.EMPLOYEE, 2, 80_000),
            user(7, "Ken", "Sato", null, "External auditor", UserState.ACTIVE, Role.AUDITOR, 0, 9_000));

    private static final List<UserView> OPERATORS = List.of(
            user(1, "Mina", "Park", "Operations", "Lead", UserState.ACTIVE, Role.SYSTEM_ADMIN, 0, 12),
            user(7, "Jonas", "Berg", null, "External auditor", UserState.INVITED, Role.SUITE_AUDITOR, 0, null));

    private UserSamples() {}

    static List<Sample> pages() {
        var first = USERS.get(1);
        return List.of(
                ofAdmin("organization-dashboard", "", "organization/dashboard", overview(figures(), growth())),
                ofAdmin("organization-dashboard-new", "/new", "organization/dashboard", overview(nobody(), List.of())),
                ofAdmin(
                        "organization-license",
                        "/license",
                        "organization/license",
                        Map.of(
                                "organization",
                                ORGANIZATION,
                                "license",
                                license(NORTHWIND),
                                "history",
                                Samples.history(NORTHWIND),
                                "names",
                                Samples.names(),
                                "today",
                                Samples.TODAY)),
                ofAdmin("users", "/users", "user/list", list(new UserPage(USERS, "more", 47), Map.of())),
                ofAdmin(
                        "users-none",
                        "/users/none",
                        "user/list",
                        list(new UserPage(List.of(), null, 0), Map.of("text", "nobody"))),
                ofAdmin(
                        "user-invite",
                        "/users/new",
                        "user/invite",
                        Map.of(
                                "license", license(Samples.ORGANIZATIONS.get(1)),
                                "roles", roles(),
                                "products", Samples.PRODUCTS,
                                "form", Map.of("email", "mina", "role", Role.AUDITOR, "products", List.of("ava-cx")),
                                "errors",
                                        Map.of(
                                                "email", "This is not an e-mail address.",
                                                "accessUntil", "An auditor needs a last day."))),
                ofAdmin("user", "/users/" + first.userId(), "user/show", show(first, null)),
                ofAdmin(
                        "user-invited",
                        "/users/" + USERS.get(3).userId(),
                        "user/show",
                        show(USERS.get(3), "https://suite.example/invitation?token=" + "x".repeat(120))),
                ofAdmin(
                        "user-rights",
                        "/users/" + first.userId() + "/rights",
                        "user/action",
                        Map.of(
                                "user",
                                first,
                                "action",
                                "RIGHTS",
                                "roles",
                                roles(),
                                "crmRoles",
                                List.of(CrmRole.values()),
                                "pingoraRoles",
                                List.of(PingoraRole.values()),
                                "products",
                                Samples.PRODUCTS,
                                "version",
                                7,
                                "form",
                                Map.of(
                                        "role",
                                        Role.EMPLOYEE,
                                        "products",
                                        List.of("ava-cx", "ava-flow"),
                                        "crm",
                                        CrmRole.MANAGER,
                                        "billing",
                                        true))),
                ofOperator("operator-users", "", "user/list", list(new UserPage(OPERATORS, null, 2), Map.of())),
                ofOperator(
                        "operator-user-invite",
                        "/new",
                        "user/invite",
                        Map.of("roles", List.of(Role.SYSTEM_ADMIN, Role.SUITE_AUDITOR))),
                ofOperator(
                        "operator-user",
                        "/" + OPERATORS.getLast().userId(),
                        "user/show",
                        show(OPERATORS.getLast(), "https://suite.example/invitation?token=" + "x".repeat(120))),
                ofPerson(
                        "workspace",
                        "/workspace/dashboard",
                        "user/workspace",
                        workspace(first.products(), TeamSamples.own())),
                ofPerson(
                        "workspace-empty",
                        "/workspace/dashboard/empty",
                        "user/workspace",
                        workspace(Set.of(), List.of())),
                ofPerson(
                        "account",
                        "/account",
                        "account/show",
                        Map.of(
                                "user",
                                first,
                                "organization",
                                ORGANIZATION,
                                "sessions",
                                Samples.sessions(),
                                "currentSessionId",
                                Samples.sessions().getFirst().sessionId().value(),
                                "position",
                                48_213L)),
                ofPerson(
                        "second-factor",
                        "/account/second-factor",
                        "account/action",
                        Map.of(
                                "action", "second-factor",
                                "email", first.email(),
                                "picture", picture(),
                                "offer",
                                        Map.of(
                                                "secret",
                                                "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
                                                "uri",
                                                "otpauth://totp/x"))),
                ofPerson(
                        "recovery-codes",
                        "/account/second-factor/codes",
                        "account/codes",
                        Map.of(
                                "codes",
                                List.of(
                                        "abcd-efgh-2345-mnop",
                                        "qrst-uvwx-yz23-4567",
                                        "bcde-fghi-jklm-nopq",
                                        "wxyz-2345-67ab-cdef"))),
                new Sample(
                        "invitation",
                        "/invitation",
                        "user/invitation",
                        Map.of(
                                "token",
                                "sealed",
                                "person",
                                signIn(USERS.get(3)),
                                "organization",
                                ORGANIZATION,
                                "purpose",
                                Purpose.INVITATION,
                                "form",
                                Map.of("firstName", "Mina"),
                                "errors",
                                Map.of("password", "This password would be tried first. Choose another."))));
    }

    private static LicenseView license(OrganizationView organization) {
        return Objects.requireNonNull(organization.license());
    }

    private static List<Role> roles() {
        return List.of(Role.AUDITOR, Role.ADMIN, Role.USER, Role.EMPLOYEE, Role.WORKSPACE_USER);
    }

    /** As an admin of the organization sees it. */
    static Sample ofAdmin(String name, String path, String template, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("currentUser", USERS.getFirst().email());
        all.put("navigation", "organization");
        all.put("home", HOME);
        all.put("ownOrganization", NORTHWIND.organizationId());
        all.put("owner", Owner.of(ORGANIZATION, "/users"));
        all.put("position", 48_213L);
        return new Sample(name, HOME + path, template, all);
    }

    /** As somebody sees it who runs the suite. */
    private static Sample ofOperator(String name, String path, String template, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("currentUser", OPERATORS.getFirst().email());
        all.put("navigation", "admin");
        all.put("home", "/admin/dashboard");
        all.put("owner", Owner.operator("/users"));
        all.put("products", List.of());
        all.put("position", 48_213L);
        all.remove("license");
        return new Sample(name, "/admin/users" + path, template, all);
    }

    /** As somebody sees it who works there. */
    private static Sample ofPerson(String name, String path, String template, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("currentUser", USERS.get(1).email());
        all.put("navigation", "workspace");
        all.put("home", "/workspace/dashboard");
        return new Sample(name, path, template, all);
    }

    private static Map<String, Object> overview(UserFigures figures, List<Growth> growth) {
        var history = Samples.history(NORTHWIND);
        return Map.of(
                "organization",
                growth.isEmpty() ? Samples.withoutLicense() : NORTHWIND,
                "figures",
                figures,
                "newIn30",
                growth.isEmpty() ? 0L : 17L,
                "growth",
                growth,
                "history",
                growth.isEmpty()
                        ? new LicenseHistory(history.licenseId(), List.of(), null)
                        : new LicenseHistory(
                                history.licenseId(),
                                history.items().stream().limit(5).toList(),
                                null),
                "names",
                Samples.names(),
                "today",
                Samples.TODAY);
    }

    private static UserFigures figures() {
        var byState = new EnumMap<UserState, Long>(
                Map.of(UserState.INVITED, 5L, UserState.ACTIVE, 41L, UserState.DEACTIVATED, 3L));
        var byRole =
                new EnumMap<Role, Long>(Map.of(Role.ADMIN, 3L, Role.AUDITOR, 1L, Role.USER, 12L, Role.EMPLOYEE, 33L));
        return new UserFigures(byState, byRole, 36, 29, List.of());
    }

    private static UserFigures nobody() {
        var byState = new EnumMap<UserState, Long>(
                Map.of(UserState.INVITED, 0L, UserState.ACTIVE, 0L, UserState.DEACTIVATED, 0L));
        return new UserFigures(byState, Map.of(), 0, 0, List.of());
    }

    private static List<Growth> growth() {
        var growth = new ArrayList<Growth>();
        var total = 0L;
        for (var day = 44; day >= 0; day--) {
            var count = day % 7 > 4 ? 0 : (day * 5 + 3) % 4 % 3;
            total += count;
            growth.add(new Growth(Samples.TODAY.minusDays(day), count, total));
        }
        return growth;
    }

    private static Map<String, Object> list(UserPage page, Map<String, ?> form) {
        return Map.of(
                "page",
                page,
                "license",
                license(NORTHWIND),
                "form",
                form,
                "roles",
                roles(),
                "products",
                Samples.PRODUCTS);
    }

    private static Map<String, Object> show(UserView user, @Nullable String link) {
        var model = new HashMap<String, Object>(Map.of(
                "user",
                user,
                "history",
                history(user),
                "names",
                Map.of("usr_head", "Mina Park", user.userId().value(), "Omar Díaz")));
        if (link != null) {
            model.put("invitationLink", link);
        }
        return model;
    }

    private static UserHistory history(UserView user) {
        return new UserHistory(
                user.userId(),
                List.of(
                        entry(user, 9, "user.signed-in", "Signed in", 95, null),
                        entry(user, 8, "user.role-changed", "Role changed to employee", 1_700, "Moves to logistics"),
                        entry(
                                user,
                                7,
                                "user.product-assigned",
                                "Product ava-flow assigned",
                                1_702,
                                "Moves to logistics"),
                        entry(user, 6, "user.sign-in-refused", "Sign-in refused, 2 times in a row", 4_400, null),
                        entry(user, 5, "user.second-factor-enrolled", "Second factor set up", 11_000, null),
                        entry(user, 1, "user.registered", "Invitation accepted", 20_000, null),
                        entry(user, 0, "user.invited", "Invited as user", 20_400, null)),
                "older");
    }

    private static UserHistory.Entry entry(
            UserView user, long number, String event, String what, long minutesAgo, @Nullable String reason) {
        return new UserHistory.Entry(
                number,
                event,
                what,
                ago(minutesAgo),
                ActorKind.USER,
                reason == null ? user.userId().value() : "usr_head",
                reason,
                reason == null ? null : "Agreed with the head of logistics on Tuesday",
                "203.0.113.7");
    }

    private static Map<String, Object> workspace(Set<?> products, List<Membership> teams) {
        return Map.of(
                "user",
                signIn(USERS.get(1)),
                "organization",
                ORGANIZATION,
                "products",
                List.copyOf(products),
                "teams",
                teams,
                "position",
                0L);
    }

    static SignInUser signIn(UserView user) {
        return new SignInUser(
                user.userId(),
                user.organizationId(),
                user.email(),
                user.profile().displayName(user.email().value()),
                user.state(),
                user.role(),
                user.serviceRoles(),
                user.products(),
                user.secondFactor(),
                null,
                null,
                null);
    }

    /** Looks like the picture of a key; says nothing. */
    private static Map<String, Object> picture() {
        var size = 53;
        var random = new Random(7);
        var path = new StringBuilder();
        for (var at = 0; at < size * size; at++) {
            var x = at % size;
            var y = at / size;
            if (x > 3 && x < size - 4 && y > 3 && y < size - 4 && random.nextBoolean()) {
                path.append("M%d %dh1v1H%dz".formatted(x, y, x));
            }
        }
        return Map.of("size", size, "path", path.toString());
    }

    private static UserView user(
            int number,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String department,
            @Nullable String position,
            UserState state,
            Role role,
            int products,
            @Nullable Integer signedInMinutesAgo) {
        var name = lastName == null || lastName.codePointAt(0) > 127
                ? "person" + number
                : lastName.toLowerCase(Locale.ROOT);
        return new UserView(
                new UserId("usr_01kaq2vd3s8c4g9q0vbwx6tz%02d".formatted(number)),
                NORTHWIND.organizationId(),
                new EmailAddress(name.replace("í", "i") + "@northwind.example"),
                new UserProfile(firstName, lastName, department, position, number == 2 ? "P-4711" : null),
                state,
                role,
                number == 2 ? new ServiceRoles(true, CrmRole.MANAGER, PingoraRole.values()[0]) : ServiceRoles.NONE,
                new LinkedHashSet<>(Samples.PRODUCTS.subList(0, products)),
                null,
                number < 3,
                List.of(),
                number == 5 ? Samples.NOW.plusSeconds(600) : null,
                role == Role.AUDITOR ? Samples.NOW.plus(Duration.ofDays(40)) : null,
                state == UserState.INVITED ? Samples.NOW.plus(Duration.ofDays(5)) : null,
                signedInMinutesAgo == null ? null : ago(signedInMinutesAgo),
                ago(20_400),
                ago(95),
                9);
    }

    private static Instant ago(long minutes) {
        return Samples.NOW.minus(Duration.ofMinutes(minutes));
    }
}
