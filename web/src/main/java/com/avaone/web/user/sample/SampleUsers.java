package com.avaone.web.user.sample;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserCommand;
import com.avaone.api.user.UserCommand.AcceptInvitation;
import com.avaone.api.user.UserCommand.ChangeServiceRoles;
import com.avaone.api.user.UserCommand.InviteUser;
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserState;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.page.Products;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes and finds sample users. They are invited and accept as everybody does, but nobody sets a password for them. Each is known by its
 * identifier, so whoever has such an address without being one is left alone.
 */
@Component
class SampleUsers {

    /** Together five seconds. */
    private static final int ATTEMPTS = 20;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AUDITOR_ACCESS = Duration.ofDays(365);

    private final Identities identities;
    private final OrganizationInPath organizations;
    private final Clock clock;
    private final Products products;

    SampleUsers(Identities identities, OrganizationInPath organizations, Clock clock, Products products) {
        this.identities = identities;
        this.organizations = organizations;
        this.clock = clock;
        this.products = products;
    }

    /**
     * The sample users of an organization after some were asked for.
     *
     * @param users who is there
     * @param left who found no seat
     * @param seats what the license said then: how many seats there are and how many are used
     */
    @Schema(name = "AddedSampleUsers")
    record Added(
            List<SampleUser> users,
            List<SampleRole> left,

            @Schema(example = "All 25 seats are taken.") @Nullable
            String seats) {}

    /** An address that belongs to nobody: the domain is kept for examples. */
    static EmailAddress address(String localPart, Slug slug) {
        return new EmailAddress(localPart + "@" + slug + ".example");
    }

    /** The sample user of a role, if it was made. */
    Optional<SignInUser> find(OrganizationId organizationId, SampleRole role) {
        return addressOf(organizationId, role)
                .flatMap(address -> identities.user(organizationId, address))
                .filter(user -> user.userId().isOfTestData());
    }

    /** The sample users that an organization has. */
    List<SampleUser> of(OrganizationId organizationId) {
        var roles =
                organizationId.equals(OrganizationId.OPERATOR) ? SampleRole.ofOperator() : SampleRole.ofOrganization();
        var name = identities
                .organization(organizationId)
                .map(SignInOrganization::name)
                .orElse(null);
        return roles.stream()
                .flatMap(role ->
                        find(organizationId, role)
                                .map(user -> SampleUser.of(role, user, name, clock.instant()))
                                .stream())
                .toList();
    }

    /**
     * Makes those who are not there yet, one after another, for as long as there are seats.
     *
     * @param sender of the commands
     * @throws Rejected as the first command that was refused, if not for want of a seat
     */
    Added ensure(OrganizationId organizationId, List<SampleRole> roles, Function<UserCommand, Receipt> sender) {
        var left = new ArrayList<SampleRole>();
        var seats = (String) null;
        var licenseId = organizationId.equals(OrganizationId.OPERATOR) ? null : licenseOf(organizationId);
        for (var role : roles) {
            try {
                ensure(organizationId, licenseId, role, sender);
            } catch (Rejected refused) {
                if (!refused.rejection().code().equals(LicenseRule.SEAT_LIMIT.code())) {
                    throw refused;
                }
                left.add(role);
                seats = refused.rejection().detail();
            }
        }
        return new Added(of(organizationId), left, seats);
    }

    private void ensure(
            OrganizationId organizationId,
            @Nullable LicenseId licenseId,
            SampleRole role,
            Function<UserCommand, Receipt> sender) {
        var address = addressOf(organizationId, role)
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "There is no such organization."));
        var user = invited(organizationId, licenseId, address, role, sender);
        var userId = user.userId();
        var invitation = user.invitation();
        if (user.state() == UserState.INVITED && invitation != null) {
            known(sendUnless(
                    UserRule.NOT_INVITED,
                    sender,
                    new AcceptInvitation(userId, organizationId, invitation.id(), role.profile())));
        }
        if (!user.serviceRoles().equals(role.serviceRoles())) {
            known(Optional.of(sender.apply(new ChangeServiceRoles(userId, organizationId, role.serviceRoles()))));
        }
    }

    private SignInUser invited(
            OrganizationId organizationId,
            @Nullable LicenseId licenseId,
            EmailAddress address,
            SampleRole role,
            Function<UserCommand, Receipt> sender) {
        for (var attempt = 1; ; attempt++) {
            var known = identities.user(organizationId, address);
            if (known.isPresent()) {
                return known.filter(user -> user.userId().isOfTestData())
                        .orElseThrow(() -> new Rejected(
                                UserRule.EMAIL_TAKEN, "Somebody else has the address %s.".formatted(address)));
            }
            var sent = sendUnless(
                    UserRule.EMAIL_TAKEN,
                    sender,
                    new InviteUser(
                            UserId.randomOfTestData(),
                            organizationId,
                            role.role().takesSeat() ? licenseId : null,
                            address,
                            role.profile(),
                            role.role(),
                            offered(role),
                            role.isAuditor() ? clock.instant().plus(AUDITOR_ACCESS) : null,
                            null));
            known(sent);
            if (sent.isEmpty()) {
                // Somebody makes the same user at this moment, or one of the same address was removed a moment ago.
                if (attempt == ATTEMPTS) {
                    throw new Rejected(UserRule.EMAIL_TAKEN, "Somebody has the address %s.".formatted(address));
                }
                identities.awaitUser(organizationId, address, BETWEEN_ATTEMPTS);
            }
        }
    }

    /** Of a role's products those that are still sold. */
    private Set<ProductId> offered(SampleRole role) {
        return role.products().stream()
                .filter(product -> products.offered().contains(product.value()))
                .collect(Collectors.toSet());
    }

    private static Optional<Receipt> sendUnless(
            UserRule alreadySo, Function<UserCommand, Receipt> sender, UserCommand command) {
        try {
            return Optional.of(sender.apply(command));
        } catch (Rejected refused) {
            if (!refused.rejection().code().equals(alreadySo.code())) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private void known(Optional<Receipt> receipt) {
        receipt.ifPresent(accepted -> identities.await(accepted.position(), PATIENCE));
    }

    /** The license follows the registration by a process of its own. */
    private LicenseId licenseOf(OrganizationId organizationId) {
        for (var attempt = 1; ; attempt++) {
            try {
                return organizations.licenseOf(organizationId);
            } catch (Rejected notYet) {
                if (!notYet.rejection().code().equals(KernelRule.NOT_FOUND.code()) || attempt == ATTEMPTS) {
                    throw notYet;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private Optional<EmailAddress> addressOf(OrganizationId organizationId, SampleRole role) {
        return organizationId.equals(OrganizationId.OPERATOR)
                ? Optional.of(new EmailAddress(role.localPart() + "@operator.example"))
                : identities
                        .organization(organizationId)
                        .map(organization -> address(role.localPart(), Objects.requireNonNull(organization.slug())));
    }
}
