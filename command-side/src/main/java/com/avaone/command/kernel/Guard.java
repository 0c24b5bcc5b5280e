package com.avaone.command.kernel;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TenantCommand;
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
     * Lets only the aggregate's own organization pass, and only if the sender saw the present version (where the command says which).
     *
     * @param tenant whose aggregate it is; null while it does not exist yet
     * @throws Rejected as {@link KernelRule#NOT_FOUND} for another organization, which shall not learn that the aggregate exists, and as
     *     {@link KernelRule#STALE_VERSION}
     */
    public static void check(TenantCommand command, @Nullable OrganizationId tenant) {
        if (tenant == null) {
            return;
        }
        if (!tenant.equals(command.organizationId())) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
        }
        checkVersion();
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
