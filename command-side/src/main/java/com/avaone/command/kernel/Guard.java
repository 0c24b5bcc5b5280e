package com.avaone.command.kernel;

import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.user.Identities;
import java.util.Arrays;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * Who may not touch an aggregate. Every aggregate calls it before its own decisions:
 *
 * <pre>{@code
 * @CommandHandlerInterceptor
 * void guard(LicenseCommand command) {
 *     Guard.check(command, tenant);
 * }
 * }</pre>
 */
public final class Guard {

    private Guard() {}

    /**
     * Lets only the aggregate's own organization pass, and only if the sender saw the present version (where the command says which). A
     * command that {@link ConcernsRecords} passes where it reaches everybody's records, or those of one of the owners; that comes before the
     * version, which tells that there is something.
     *
     * @param tenant whose aggregate it is; null while it does not exist yet
     * @param owners of a record: who made it and to whom it is assigned
     * @throws Rejected as {@link KernelRule#NOT_FOUND} for another organization, and for whoever has to keep to the own records: neither
     *     shall learn that the aggregate exists; and as {@link KernelRule#STALE_VERSION}
     */
    public static void check(TenantCommand command, @Nullable OrganizationId tenant, @Nullable UserId... owners) {
        if (tenant == null) {
            return;
        }
        if (!tenant.equals(command.organizationId())
                || command instanceof ConcernsRecords records
                        && records.ownedBy() != null
                        && Arrays.stream(owners).noneMatch(records.ownedBy()::equals)) {
            throw notFound();
        }
        checkVersion();
    }

    /**
     * Lets only what is made for an organization pass that is there. For commands that make something and ask nothing else of the
     * organization: the databases of one that is gone would come back.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND}
     */
    public static void checkIsThere(OrganizationId organizationId, Identities identities) {
        if (!organizationId.equals(OrganizationId.OPERATOR)
                && identities
                        .organization(organizationId)
                        .filter(organization -> organization.state() != OrganizationState.DELETED)
                        .isEmpty()) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such organization.");
        }
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
    }

    /**
     * Lets only a sender pass who saw the present version, where the command says which. For aggregates that belong to no organization.
     *
     * @throws Rejected as {@link KernelRule#STALE_VERSION}
     */
    public static void checkVersion() {
        var expected = CurrentUnitOfWork.get().getMessage().getMetaData().get(MetadataKey.EXPECTED_VERSION);
        var present = AggregateLifecycle.getVersion();
        if (expected != null && present != null && !expected.toString().equals(present.toString())) {
            throw new Rejected(
                    KernelRule.STALE_VERSION,
                    "You saw version %s, the present one is %s.".formatted(expected, present),
                    null,
                    Map.of("expectedVersion", expected.toString(), "presentVersion", present.toString()));
        }
    }
}
