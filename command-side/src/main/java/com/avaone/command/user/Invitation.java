package com.avaone.command.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.user.UserCommand.InviteUser;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserRule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may be invited as what. */
final class Invitation {

    /** How long somebody has time to accept. */
    static final Duration GOOD_FOR = Duration.ofDays(7);

    private static final int MAX_PRODUCTS = 100;

    private Invitation() {}

    /**
     * The invitation that the command asks for.
     *
     * @throws InvalidValue naming the field at fault
     * @throws Rejected as {@link UserRule#ROLE_NOT_POSSIBLE} or {@link UserRule#DOMAIN_NOT_ALLOWED}
     */
    static UserInvited judged(InviteUser command, Instant now) {
        var email = EmailAddress.parse("email", command.email().value());
        judgeDomain(email, command.allowedDomain());
        judgeRole(command.role(), command.organizationId());
        judge(command.products());
        var accessUntil = accessUntil(command.role(), command.accessUntil(), now);
        return new UserInvited(
                command.userId(),
                command.organizationId(),
                licenseId(command.role(), command.licenseId()),
                email,
                command.profile().judged(),
                command.role(),
                command.products(),
                accessUntil,
                TimeOrderedId.next(),
                expiresAt(now, accessUntil));
    }

    /** An invitation sent now ends after a week, and with the access that it gives. */
    static Instant expiresAt(Instant now, @Nullable Instant accessUntil) {
        var weekLater = now.plus(GOOD_FOR);
        return accessUntil != null && accessUntil.isBefore(weekLater) ? accessUntil : weekLater;
    }

    private static void judgeDomain(EmailAddress email, @Nullable String allowedDomain) {
        if (allowedDomain != null && !email.value().endsWith("@" + allowedDomain.toLowerCase(Locale.ROOT))) {
            throw new Rejected(
                    UserRule.DOMAIN_NOT_ALLOWED,
                    "The address must end with @%s.".formatted(allowedDomain),
                    "email",
                    Map.of("allowedDomain", allowedDomain));
        }
    }

    private static void judgeRole(Role role, OrganizationId organizationId) {
        if (role.isOfOperator() != organizationId.equals(OrganizationId.OPERATOR)) {
            throw roleNotPossible(
                    role.isOfOperator()
                            ? "This role is for users of the suite's own operator."
                            : "The suite's own operator has system admins and suite auditors only.",
                    "role");
        }
    }

    /** To the millisecond, as deadlines are kept. */
    private static @Nullable Instant accessUntil(Role role, @Nullable Instant accessUntil, Instant now) {
        if (!isAuditor(role)) {
            if (accessUntil != null) {
                throw roleNotPossible("Only an auditor's access ends by itself.", "accessUntil");
            }
            return null;
        }
        if (accessUntil == null) {
            throw roleNotPossible("Say until when the auditor has access.", "accessUntil");
        }
        if (!accessUntil.isAfter(now)) {
            throw new InvalidValue("accessUntil", "must be in the future");
        }
        return accessUntil.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable LicenseId licenseId(Role role, @Nullable LicenseId licenseId) {
        if (!role.takesSeat()) {
            return null;
        }
        if (licenseId == null) {
            throw new InvalidValue("licenseId", "must name the license whose seat is taken");
        }
        return licenseId;
    }

    private static void judge(Set<ProductId> products) {
        if (products.size() > MAX_PRODUCTS) {
            throw new InvalidValue("products", "must be at most %d products".formatted(MAX_PRODUCTS));
        }
        products.forEach(product -> ProductId.parse("products", product.value()));
    }

    private static boolean isAuditor(Role role) {
        return role == Role.AUDITOR || role == Role.SUITE_AUDITOR;
    }

    private static Rejected roleNotPossible(String detail, String field) {
        return new Rejected(UserRule.ROLE_NOT_POSSIBLE, detail, field, Map.of());
    }
}
