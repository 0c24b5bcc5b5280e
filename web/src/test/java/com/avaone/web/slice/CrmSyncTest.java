package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.CrmSyncCommand.StartCrmSync;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncQuery.FindCrmSync;
import com.avaone.api.crm.CrmSyncQuery.FindSyncedRecords;
import com.avaone.api.crm.CrmSyncState;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordPage;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebFloor
class CrmSyncTest {

    private static final String API = "/api/sync-to-crm";
    private static final String PAGE = "/admin/crm";
    private static final CrmSyncId ID = CrmSyncId.OPERATOR;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        is(CrmSyncState.FOLLOWING);
        bus.answer(
                FindSyncedRecords.class,
                _ -> new SyncedRecordPage(
                        List.of(
                                new SyncedRecord(
                                        "con_1",
                                        SyncedKind.CONTACT,
                                        SyncedRecordState.REFUSED,
                                        7,
                                        1,
                                        null,
                                        "No such country"),
                                new SyncedRecord(
                                        "dea_1", SyncedKind.DEAL, SyncedRecordState.SENT, 9, 2, Admin.NOW, null)),
                        "abc"));
    }

    private void is(CrmSyncState state) {
        var startedAt = state == CrmSyncState.NOT_STARTED || state == CrmSyncState.NOT_CONFIGURED ? null : Admin.NOW;
        bus.answer(FindCrmSync.class, _ -> new CrmSyncView(ID, state, startedAt, 9, new Counts(0, 1, 2, 3, 4)));
    }

    @Test
    void startsAndSaysWhereToLook() {
        bus.accept(new Receipt(ID.value(), 3, 17));

        var answer = mvc.post().uri(API).exchange();

        assertThat(answer).hasStatus(202).hasHeader("Location", API);
        assertThat(answer).bodyJson().isStrictlyEqualTo("{\"syncId\": \"%s\", \"status\": \"%s\"}".formatted(ID, API));
        assertThat(bus.command().payload()).isEqualTo(new StartCrmSync(ID));
    }

    @Test
    void saysWhyItDoesNotStart() {
        bus.refuse(new Rejected(CrmRule.OUTSIDE_CRM_NOT_CONFIGURED, "Nothing is sent anywhere."));

        var answer = mvc.post().uri(API).exchange();

        assertThat(answer).hasStatus(409).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("outside-crm-not-configured");
    }

    @Test
    void tellsHowFarItIs() {
        assertThat(mvc.get().uri(API)).hasStatus(200).bodyJson().isStrictlyEqualTo("""
                {"syncId": "%s", "state": "following", "startedAt": "2026-11-22T12:00:00Z", "cursor": 9,
                 "counts": {"waiting": 0, "retrying": 1, "sent": 2, "refused": 3, "removed": 4}}""".formatted(ID));
    }

    @Test
    void tellsWhatBecameOfEachRecord() {
        var answer =
                mvc.get().uri(API + "/records?state=refused&cursor=xyz&limit=3").exchange();

        assertThat(answer).hasStatus(200);
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"items": [{"recordId": "con_1", "kind": "contact", "state": "refused", "position": 7, "attempts": 1,
                  "problem": "No such country"},
                 {"recordId": "dea_1", "kind": "deal", "state": "sent", "position": 9, "attempts": 2,
                  "sentAt": "2026-11-22T12:00:00Z"}],
                 "next": "abc"}""");
        assertThat(bus.query(FindSyncedRecords.class).payload())
                .isEqualTo(new FindSyncedRecords(SyncedRecordState.REFUSED, "xyz", 3));
    }

    @Test
    void refusesWhatCannotBeListed() {
        for (var query : List.of("state=lost", "limit=101")) {
            var answer = mvc.get().uri(API + "/records?" + query).exchange();

            assertThat(answer).hasStatus(400);
            assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(query.split("=")[0]);
        }
    }

    @Test
    void isAPageOfRecordsWithWhyTheyWereRefused() {
        assertThat(mvc.get().uri(PAGE + "?state=refused"))
                .hasStatus(200)
                .bodyText()
                .contains(
                        "No such country",
                        "con_1",
                        "/admin/deals/dea_1",
                        "Up to date",
                        "Try refused ones again",
                        "cursor=abc");
        assertThat(bus.query(FindSyncedRecords.class).payload())
                .isEqualTo(new FindSyncedRecords(SyncedRecordState.REFUSED, null, 25));
    }

    @Test
    void offersOnlyWhatCanBeDone() {
        is(CrmSyncState.NOT_CONFIGURED);
        assertThat(mvc.get().uri(PAGE))
                .hasStatus(200)
                .bodyText()
                .contains("No outside CRM is configured")
                .doesNotContain("/admin/crm/start");
        is(CrmSyncState.NOT_STARTED);
        assertThat(mvc.get().uri(PAGE)).bodyText().contains("/admin/crm/start");
        is(CrmSyncState.RUNNING);
        assertThat(mvc.get().uri(PAGE)).bodyText().contains("Sending").doesNotContain("/admin/crm/start");
    }

    @Test
    void isStartedOnAPageThatSaysWhatItDoes() {
        is(CrmSyncState.NOT_STARTED);
        bus.accept(new Receipt(ID.value(), 0, 17));
        assertThat(mvc.get().uri(PAGE + "/start")).hasStatus(200).bodyText().contains("leave the suite");

        var done = mvc.post().uri(PAGE + "/start").exchange();

        assertThat(done).hasStatus(303);
        assertThat(done.getResponse().getHeader("Location")).startsWith(PAGE).contains("sync-started");
        assertThat(bus.command().payload()).isEqualTo(new StartCrmSync(ID));
    }
}
