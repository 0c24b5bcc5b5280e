package com.avaone.api.kernel;

import static com.avaone.api.kernel.Permission.ADMINISTER_ORGANIZATIONS;
import static com.avaone.api.kernel.Permission.CHANGE_IN_CRM;
import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;
import static com.avaone.api.kernel.Permission.CREATE_IN_CRM;
import static com.avaone.api.kernel.Permission.DELETE_IN_CRM;
import static com.avaone.api.kernel.Permission.EDIT_CONTENT;
import static com.avaone.api.kernel.Permission.FOLLOW_EVENTS;
import static com.avaone.api.kernel.Permission.MANAGE_API_CLIENTS;
import static com.avaone.api.kernel.Permission.MANAGE_CATALOGUE;
import static com.avaone.api.kernel.Permission.MANAGE_CRM;
import static com.avaone.api.kernel.Permission.MANAGE_LICENSE;
import static com.avaone.api.kernel.Permission.MANAGE_ORGANIZATION;
import static com.avaone.api.kernel.Permission.MANAGE_OWN_ACCOUNT;
import static com.avaone.api.kernel.Permission.MANAGE_PINGORA;
import static com.avaone.api.kernel.Permission.MANAGE_SETTINGS;
import static com.avaone.api.kernel.Permission.MANAGE_USERS;
import static com.avaone.api.kernel.Permission.MANAGE_WEBHOOKS;
import static com.avaone.api.kernel.Permission.READ_CRM;
import static com.avaone.api.kernel.Permission.READ_HISTORY;
import static com.avaone.api.kernel.Permission.READ_PEOPLE;
import static com.avaone.api.kernel.Permission.READ_USERS;
import static com.avaone.api.kernel.Permission.USE_PRODUCTS;
import static com.avaone.api.kernel.Permission.USE_WORKSPACE;
import static com.avaone.api.kernel.Permission.WORK_IN_PINGORA;
import static com.avaone.api.kernel.Permission.WORK_IN_TEAM;
import static com.avaone.api.kernel.Scope.ANY_ORGANIZATION;
import static com.avaone.api.kernel.Scope.OWN_ORGANIZATION;
import static com.avaone.api.kernel.Scope.SELF;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one table of who may do what. Enforcement, {@code docs/permissions.md} and the tests are made from it. What is not here is not
 * allowed.
 */
public final class Grants {

    /**
     * A row: whoever has the role has the permission that far.
     *
     * @param number of the demand that it answers, {@code R1} to {@code R16}; absent where a service's role grants it
     */
    public record Grant(@Nullable String number, Enum<?> role, Permission permission, Scope scope) {}

    private static final List<Grant> TABLE = Stream.of(
                    // R1, full access, is the sum of what a system admin has, everywhere.
                    grants(
                            "R1",
                            Role.SYSTEM_ADMIN,
                            ANY_ORGANIZATION,
                            MANAGE_ORGANIZATION,
                            MANAGE_LICENSE,
                            READ_HISTORY,
                            FOLLOW_EVENTS),
                    grants("R2", Role.SYSTEM_ADMIN, ANY_ORGANIZATION, ADMINISTER_ORGANIZATIONS),
                    grants("R3", Role.SYSTEM_ADMIN, ANY_ORGANIZATION, READ_USERS, MANAGE_USERS, MANAGE_API_CLIENTS),
                    grants(
                            "R4",
                            Role.SYSTEM_ADMIN,
                            ANY_ORGANIZATION,
                            CONFIGURE_SYSTEM,
                            MANAGE_SETTINGS,
                            MANAGE_WEBHOOKS),
                    grants("R4", Role.SYSTEM_ADMIN, OWN_ORGANIZATION, MANAGE_CATALOGUE, EDIT_CONTENT),
                    grants("R1", Role.SYSTEM_ADMIN, SELF, MANAGE_OWN_ACCOUNT),
                    // The operator's own leads; whose CRM it is otherwise is the organization's business.
                    grants(
                            "R1",
                            Role.SYSTEM_ADMIN,
                            OWN_ORGANIZATION,
                            READ_CRM,
                            CREATE_IN_CRM,
                            CHANGE_IN_CRM,
                            DELETE_IN_CRM,
                            MANAGE_CRM),
                    grants("R5", Role.ADMIN, OWN_ORGANIZATION, MANAGE_ORGANIZATION),
                    grants("R6", Role.ADMIN, OWN_ORGANIZATION, READ_USERS, MANAGE_USERS),
                    grants("R7", Role.ADMIN, OWN_ORGANIZATION, MANAGE_SETTINGS, MANAGE_API_CLIENTS, MANAGE_WEBHOOKS),
                    grants("R8", Role.ADMIN, OWN_ORGANIZATION, MANAGE_LICENSE, READ_HISTORY, FOLLOW_EVENTS),
                    worker(Role.ADMIN, "R9", "R10", "R11", "R12"),
                    worker(Role.USER, "R9", "R10", "R11", "R12"),
                    worker(Role.EMPLOYEE, "R9", "R10", "R11", "R12"),
                    worker(Role.WORKSPACE_USER, "R13", "R15", "R14", "R16"),
                    grants(null, Role.SUITE_AUDITOR, ANY_ORGANIZATION, READ_HISTORY, FOLLOW_EVENTS),
                    grants(null, Role.SUITE_AUDITOR, SELF, MANAGE_OWN_ACCOUNT),
                    grants(null, Role.AUDITOR, OWN_ORGANIZATION, READ_HISTORY, FOLLOW_EVENTS),
                    grants(null, Role.AUDITOR, SELF, MANAGE_OWN_ACCOUNT),
                    grants(
                            null,
                            CrmRole.ACCOUNT_OWNER,
                            OWN_ORGANIZATION,
                            READ_CRM,
                            CREATE_IN_CRM,
                            CHANGE_IN_CRM,
                            DELETE_IN_CRM,
                            MANAGE_CRM),
                    grants(
                            null,
                            CrmRole.SUPER_ADMIN,
                            OWN_ORGANIZATION,
                            READ_CRM,
                            CREATE_IN_CRM,
                            CHANGE_IN_CRM,
                            DELETE_IN_CRM,
                            MANAGE_CRM),
                    grants(
                            null,
                            CrmRole.MANAGER,
                            OWN_ORGANIZATION,
                            READ_CRM,
                            CREATE_IN_CRM,
                            CHANGE_IN_CRM,
                            DELETE_IN_CRM),
                    grants(null, CrmRole.EMPLOYEE, OWN_ORGANIZATION, CREATE_IN_CRM),
                    grants(null, CrmRole.EMPLOYEE, SELF, READ_CRM, CHANGE_IN_CRM),
                    grants(null, CrmRole.CREATE_ONLY, OWN_ORGANIZATION, CREATE_IN_CRM),
                    grants(null, CrmRole.READ_ONLY, OWN_ORGANIZATION, READ_CRM),
                    grants(null, PingoraRole.USER, OWN_ORGANIZATION, WORK_IN_PINGORA),
                    grants(null, PingoraRole.ADMIN, OWN_ORGANIZATION, WORK_IN_PINGORA, MANAGE_PINGORA, READ_PEOPLE),
                    grants(null, PingoraRole.HR, OWN_ORGANIZATION, WORK_IN_PINGORA, READ_PEOPLE))
            .flatMap(rows -> rows)
            .toList();

    private Grants() {}

    private static Stream<Grant> grants(@Nullable String number, Enum<?> role, Scope scope, Permission... permissions) {
        return Arrays.stream(permissions).map(permission -> new Grant(number, role, permission, scope));
    }

    private static Stream<Grant> worker(Role role, String workspace, String team, String products, String account) {
        return Stream.of(
                        grants(workspace, role, SELF, USE_WORKSPACE),
                        grants(team, role, OWN_ORGANIZATION, WORK_IN_TEAM),
                        grants(products, role, SELF, USE_PRODUCTS),
                        grants(account, role, SELF, MANAGE_OWN_ACCOUNT))
                .flatMap(rows -> rows);
    }

    /** Every row, in the order of the demands. */
    public static List<Grant> all() {
        return TABLE;
    }

    /** The rows of one role value, which is a {@link Role}, a {@link CrmRole} or a {@link PingoraRole}. */
    public static List<Grant> of(Enum<?> role) {
        return TABLE.stream().filter(grant -> grant.role() == role).toList();
    }
}
