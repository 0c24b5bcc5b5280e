package com.avaone.web.user.sample;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.UserProfile;
import com.avaone.web.kernel.EnumNames;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a sample user is: each role that there is in the suite, in an organization and in the services. */
enum SampleRole {
    SYSTEM_ADMIN(Role.SYSTEM_ADMIN, "Asha", "Rao"),
    SUITE_AUDITOR(Role.SUITE_AUDITOR, "Jonas", "Berg"),
    ADMIN(Role.ADMIN, "Mina", "Okafor"),
    USER(Role.USER, "Leo", "Marsh"),
    EMPLOYEE(Role.EMPLOYEE, "Priya", "Nair"),
    WORKSPACE_USER(Role.WORKSPACE_USER, "Sam", "Ito"),
    AUDITOR(Role.AUDITOR, "Clara", "Weiss"),
    CRM_ACCOUNT_OWNER(CrmRole.ACCOUNT_OWNER, "Omar", "Haddad"),
    CRM_SUPER_ADMIN(CrmRole.SUPER_ADMIN, "Nora", "Lind"),
    CRM_MANAGER(CrmRole.MANAGER, "Ravi", "Menon"),
    CRM_EMPLOYEE(CrmRole.EMPLOYEE, "Tess", "Adler"),
    CRM_CREATE_ONLY(CrmRole.CREATE_ONLY, "Ivo", "Petrov"),
    CRM_READ_ONLY(CrmRole.READ_ONLY, "Hana", "Sato"),
    PINGORA_USER(PingoraRole.USER, "Eli", "Stone"),
    PINGORA_ADMIN(PingoraRole.ADMIN, "Maya", "Singh"),
    PINGORA_HR(PingoraRole.HR, "Ruth", "Meyer");

    private final Role role;
    private final ServiceRoles serviceRoles;
    private final Set<ProductId> products;
    private final String firstName;
    private final String lastName;

    SampleRole(Role role, String firstName, String lastName) {
        this(role, ServiceRoles.NONE, role.takesSeat() ? "ava-flow" : "", firstName, lastName);
    }

    SampleRole(CrmRole crm, String firstName, String lastName) {
        this(Role.EMPLOYEE, new ServiceRoles(false, crm, null), "ava-cx", firstName, lastName);
    }

    SampleRole(PingoraRole pingora, String firstName, String lastName) {
        this(Role.EMPLOYEE, new ServiceRoles(false, null, pingora), "ava-pingora", firstName, lastName);
    }

    SampleRole(Role role, ServiceRoles serviceRoles, String product, String firstName, String lastName) {
        this.role = role;
        this.serviceRoles = serviceRoles;
        this.products = product.isEmpty() ? Set.of() : Set.of(new ProductId(product));
        this.firstName = firstName;
        this.lastName = lastName;
    }

    /** Those of the suite's own operator. */
    static List<SampleRole> ofOperator() {
        return Arrays.stream(values()).filter(SampleRole::isOfOperator).toList();
    }

    /** Those that an organization has. */
    static List<SampleRole> ofOrganization() {
        return Arrays.stream(values()).filter(one -> !one.isOfOperator()).toList();
    }

    boolean isOfOperator() {
        return role.isOfOperator();
    }

    boolean isAuditor() {
        return role == Role.AUDITOR || role == Role.SUITE_AUDITOR;
    }

    Role role() {
        return role;
    }

    ServiceRoles serviceRoles() {
        return serviceRoles;
    }

    Set<ProductId> products() {
        return products;
    }

    UserProfile profile() {
        return new UserProfile(firstName, lastName, null, null, null);
    }

    /** What stands before the {@code @} of the sample user's address. */
    String localPart() {
        return EnumNames.of(this);
    }
}
