package com.avaone.command.crm.sync;

import static com.avaone.command.kernel.Refusals.refusedBy;

import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.CrmSync;
import com.avaone.api.crm.CrmSyncCommand.StartCrmSync;
import com.avaone.api.crm.CrmSyncEvent.CrmSyncStarted;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncState;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordState;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutsideSyncTest {

    private static final CrmSyncId ID = CrmSyncId.OPERATOR;

    private static AggregateTestFixture<OutsideSync> sync(CrmSyncState state) {
        var fixture = new AggregateTestFixture<>(OutsideSync.class);
        fixture.registerInjectableResource(new CrmSync() {
            @Override
            public CrmSyncView view() {
                return new CrmSyncView(ID, state, null, -1, new Counts(0, 0, 0, 0, 0));
            }

            @Override
            public List<SyncedRecord> records(@Nullable SyncedRecordState one, @Nullable String after, int limit) {
                return List.of();
            }
        });
        return fixture;
    }

    @Test
    void startsWhereThereIsAnOutsideCrm() {
        sync(CrmSyncState.NOT_STARTED)
                .givenNoPriorActivity()
                .when(new StartCrmSync(ID))
                .expectEvents(new CrmSyncStarted(ID));
    }

    @Test
    void startsOnceMoreForWhatWasRefused() {
        sync(CrmSyncState.FOLLOWING)
                .given(new CrmSyncStarted(ID))
                .when(new StartCrmSync(ID))
                .expectEvents(new CrmSyncStarted(ID));
    }

    @Test
    void goesOnAsItDoesWhileThereAreRecordsToSend() {
        sync(CrmSyncState.RUNNING)
                .given(new CrmSyncStarted(ID))
                .when(new StartCrmSync(ID))
                .expectNoEvents();
    }

    @Test
    void doesNotStartWithoutAnOutsideCrm() {
        sync(CrmSyncState.NOT_CONFIGURED)
                .givenNoPriorActivity()
                .when(new StartCrmSync(ID))
                .expectNoEvents()
                .expectException(refusedBy(CrmRule.OUTSIDE_CRM_NOT_CONFIGURED));
    }
}
