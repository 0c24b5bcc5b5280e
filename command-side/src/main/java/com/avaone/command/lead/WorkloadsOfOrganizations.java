package com.avaone.command.lead;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.OneDecision;
import java.util.List;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads the {@link Workload} into the unit of work of the command at hand. It is locked after the leads, in every decision. */
@Component
@CommandRole
class WorkloadsOfOrganizations implements Workloads {

    private final Repository<Workload> workloads;

    WorkloadsOfOrganizations(Repository<Workload> workloads) {
        this.workloads = workloads;
    }

    @Override
    public void move(OrganizationId organizationId, @Nullable UserId from, @Nullable UserId to) {
        if (from != null || to != null) {
            OneDecision.make(
                    workloads,
                    Workload.idOf(organizationId),
                    Workload::new,
                    workload -> workload.move(organizationId, from, to));
        }
    }

    @Override
    public UserId turn(OrganizationId organizationId, List<UserId> possible) {
        return OneDecision.ask(
                workloads,
                Workload.idOf(organizationId),
                Workload::new,
                workload -> workload.turn(organizationId, possible));
    }

    @Override
    public UserId leastBusy(OrganizationId organizationId, List<UserId> possible) {
        return OneDecision.ask(
                workloads, Workload.idOf(organizationId), Workload::new, workload -> workload.leastBusy(possible));
    }
}
