package com.avaone.web.user.sample;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserCommand.EraseUser;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Products;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The organizations and users for trying the suite out: made, told of and removed as a whole. Each step may be repeated. */
@Component
class TestData {

    private static final String NAME = "test-data";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

    /** Together five seconds: a short name is free a moment after its organization is deleted. */
    private static final int ATTEMPTS = 20;

    private final Identities identities;
    private final OrganizationInPath organizations;
    private final SampleUsers users;
    private final Commands commands;
    private final Clock clock;
    private final Products products;

    TestData(
            Identities identities,
            OrganizationInPath organizations,
            SampleUsers users,
            Commands commands,
            Clock clock,
            Products products) {
        this.identities = identities;
        this.organizations = organizations;
        this.users = users;
        this.commands = commands;
        this.clock = clock;
        this.products = products;
    }

    /** What there is: nothing but empty lists before it is made. */
    @Schema(name = "TestData")
    record Report(List<Organization> organizations, List<SampleUser> users) {

        /** An organization of the test data. */
        @Schema(name = "SampleOrganization")
        record Organization(
                OrganizationId organizationId,
                @Schema(example = "sample-trading") String slug,
                @Schema(example = "Sample Trading") String name) {

            static Organization of(SignInOrganization organization) {
                return new Organization(
                        organization.organizationId(), organization.slug().value(), organization.name());
            }
        }

        boolean isEmpty() {
            return organizations.isEmpty() && users.isEmpty();
        }
    }

    /** What there is; changes nothing. */
    Report report() {
        var found = new ArrayList<Report.Organization>();
        var people = new ArrayList<>(users.of(OrganizationId.OPERATOR));
        for (var sample : SampleOrganization.values()) {
            find(sample).ifPresent(organization -> {
                found.add(Report.Organization.of(organization));
                people.addAll(users.of(organization.organizationId()));
            });
        }
        return new Report(List.copyOf(found), List.copyOf(people));
    }

    /** Makes what is not there yet. */
    Report make() {
        for (var sample : SampleOrganization.values()) {
            users.ensure(registered(sample), sample.roles(), this::send);
        }
        users.ensure(OrganizationId.OPERATOR, SampleRole.ofOperator(), this::send);
        return report();
    }

    /** Removes all of it: the organizations are deleted at once with everybody in them, and the operator's sample users erased. */
    void remove() {
        for (var sample : SampleOrganization.values()) {
            find(sample).ifPresent(organization -> known(send(new RequestDeletion(organization.organizationId()))));
        }
        for (var role : SampleRole.ofOperator()) {
            users.find(OrganizationId.OPERATOR, role)
                    .ifPresent(user -> known(send(new EraseUser(user.userId(), OrganizationId.OPERATOR))));
        }
    }

    /**
     * The sample user of a role.
     *
     * @param organization identifier or short name; the one with everybody in it where absent
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it was not made
     */
    SignInUser user(SampleRole role, @Nullable String organization) {
        return organizationOf(role, organization)
                .flatMap(organizationId -> users.find(organizationId, role))
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND,
                        "There is no such sample user. Make the test data by POST /api/setup-test-data, or sample users of an organization by "
                                + "POST /api/add-sample-users."));
    }

    private Optional<OrganizationId> organizationOf(SampleRole role, @Nullable String organization) {
        if (role.isOfOperator()) {
            return Optional.of(OrganizationId.OPERATOR);
        }
        var named = Text.orNull(organization);
        return (named == null ? find(SampleOrganization.TRADING) : organizations.byIdOrSlug(named))
                .map(SignInOrganization::organizationId);
    }

    private OrganizationId registered(SampleOrganization sample) {
        for (var attempt = 1; ; attempt++) {
            var found = find(sample);
            if (found.isPresent()) {
                return found.get().organizationId();
            }
            try {
                known(send(sample.toCommand(
                        LocalDate.now(clock.withZone(ZoneOffset.UTC)),
                        products.offered().stream().map(ProductId::new).collect(Collectors.toSet()))));
            } catch (Rejected refused) {
                if (!refused.rejection().code().equals(OrganizationRule.SLUG_TAKEN.code()) || attempt == ATTEMPTS) {
                    throw refused;
                }
                // Somebody makes it at this moment, or it is being deleted.
                LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
            }
        }
    }

    private Optional<SignInOrganization> find(SampleOrganization sample) {
        return identities
                .organizationBySlug(sample.slug().value())
                .filter(organization -> organization.organizationId().isOfTestData()
                        && organization.state() == OrganizationState.ACTIVE);
    }

    private Receipt send(TenantCommand command) {
        return commands.sendUnkeyedAsSuite(NAME, "Test data was asked for or given up.", command);
    }

    private void known(Receipt receipt) {
        identities.await(receipt.position(), PATIENCE);
    }
}
