package com.avaone.command.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.WorkloadEvent.TurnTaken;
import com.avaone.api.lead.WorkloadEvent.WorkloadChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final UserId ADA = new UserId("usr_01jd0000000000000000000001");
    private static final UserId BOB = new UserId("usr_01jd0000000000000000000002");
    private static final UserId EVE = new UserId("usr_01jd0000000000000000000003");

    private final Workload workload = new Workload();

    @Test
    void findsTheLeastBusyAndTheFirstAmongEqualOnes() {
        assertThat(workload.leastBusy(List.of(EVE, BOB, ADA))).isEqualTo(ADA);
        workload.on(new WorkloadChanged(ORG, ADA, 2));
        workload.on(new WorkloadChanged(ORG, BOB, 1));
        assertThat(workload.leastBusy(List.of(ADA, BOB, EVE))).isEqualTo(EVE);
        workload.on(new WorkloadChanged(ORG, EVE, 3));
        workload.on(new WorkloadChanged(ORG, BOB, 4));
        assertThat(workload.leastBusy(List.of(ADA, BOB, EVE))).isEqualTo(ADA);
        assertThat(workload.leastBusy(List.of(BOB))).isEqualTo(BOB);
    }

    @Test
    void isAnOrganizationsOwn() {
        assertThat(Workload.idOf(ORG)).isEqualTo(ORG.value().replace("org_", "wrk_"));
    }

    @Test
    void remembersWhoseTurnItWas() {
        workload.on(new TurnTaken(ORG, BOB));
        assertThat(workload.leastBusy(List.of(BOB, EVE))).isEqualTo(BOB);
    }
}
