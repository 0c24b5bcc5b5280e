package com.avaone.projection.kernel;

import static com.avaone.projection.kernel.Change.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantDocumentsTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();

    enum Status {
        ACTIVE,
        REVOKED
    }

    /** Fed by organizations and by licenses. */
    @ReadModel(database = Database.MAIN, collection = "things", indexes = "status,validUntil", uniqueIndexes = "slug")
    record Thing(
            String id,
            OrganizationId organizationId,
            Status status,
            @Nullable LicenseId licenseId,
            @Nullable LocalDate validUntil,
            @Nullable Instant at,
            Map<String, Long> sequences) {}

    @ReadModel(database = Database.TENANT, collection = "settings")
    record Settings(String id) {}

    @ReadModel(database = Database.TENANT, collection = "badges", uniqueIndexes = "number", indexes = "color")
    record Badge(String id) {}

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final TenantDocuments documents = readModels.documents();

    @AfterEach
    void close() {
        readModels.close();
    }

    private List<Document> things() {
        return stored(readModels.databases().main().getCollection("things").find());
    }

    private static List<Document> stored(Iterable<Document> found) {
        var all = new ArrayList<Document>();
        found.forEach(all::add);
        return all;
    }

    private void batch(Runnable... handlers) {
        UnitOfWork<?> batch = new BatchingUnitOfWork<>(IntStream.range(0, handlers.length)
                .mapToObj(i -> GenericEventMessage.asEventMessage("event " + i))
                .toList());
        var rest = new ArrayList<>(List.of(handlers));
        var result = batch.executeWithResult(() -> {
            rest.removeFirst().run();
            return null;
        });
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }

    private void thing(long sequence, Change change) {
        documents.apply(Thing.class, ORG, "a", "thing", sequence, change);
    }

    @Test
    void changesNothingWhenAnEventComesAgain() {
        thing(0, update("status", Status.ACTIVE));
        thing(1, update("status", Status.REVOKED));
        var first = things();
        thing(0, update("status", Status.ACTIVE));
        thing(1, update("status", "something else"));
        assertThat(things()).isEqualTo(first);
        assertThat(first)
                .containsExactly(new Document("_id", "a")
                        .append("organizationId", ORG.value())
                        .append("sequences", new Document("thing", 1L))
                        .append("status", "REVOKED"));
    }

    @Test
    void countsEachAggregateThatFeedsADocumentByItself() {
        thing(5, update("status", Status.ACTIVE));
        documents.apply(Thing.class, ORG, "a", "license", 0, update("license.seats", 7));
        documents.apply(Thing.class, ORG, "a", "license", 0, update("license.seats", 8));
        assertThat(things().getFirst())
                .containsEntry("license", new Document("seats", 7))
                .containsEntry("sequences", new Document("license", 0L).append("thing", 5L));
    }

    @Test
    void givesTheSameBytesHoweverTheBatchesAreCut() {
        Runnable[] events = {
            () -> thing(0, update("z", 1).set("a", 1)),
            () -> thing(1, update("m", 1).unset("z")),
            () -> thing(2, update("b", 1).set("z", 2)),
        };
        batch(events);
        var atOnce = bytes();
        readModels.databases().main().getCollection("things").drop();
        batch(events[0]);
        batch(events[0], events[1]);
        batch(events);
        assertThat(bytes()).isEqualTo(atOnce);
    }

    private String bytes() {
        return things().stream().map(Document::toJson).toList().toString();
    }

    @Test
    void writesAtTheEndOfTheBatchAndNotBefore() {
        batch(
                () -> thing(0, update("status", Status.ACTIVE)),
                () -> assertThat(things()).isEmpty());
        assertThat(things()).hasSize(1);
    }

    @Test
    void refusesAnotherOrganizationsEventAndKeepsTheRestOfTheBatch() {
        thing(0, update("status", Status.ACTIVE));
        assertThatThrownBy(() -> batch(
                        () -> documents.apply(Thing.class, ORG, "b", "thing", 0, update("status", Status.ACTIVE)),
                        () -> documents.apply(Thing.class, RIVAL, "a", "thing", 9, update("status", "mine")),
                        () -> documents.delete(Thing.class, RIVAL, "a")))
                .isInstanceOf(RefusedWrite.class)
                .hasMessageContaining("another organization");
        assertThat(things()).extracting(thing -> thing.get("status")).containsExactly("ACTIVE", "ACTIVE");
        assertThatThrownBy(() -> documents.applyWithoutTenant(Thing.class, "a", "thing", 9, Change.nothing()))
                .isInstanceOf(RefusedWrite.class);
    }

    @Test
    void refusesAtOnceWhatItRefusedAtTheEndOfABatch() {
        thing(0, update("status", Status.ACTIVE));
        var poison = GenericEventMessage.asEventMessage("poison");
        var handled = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var batch = new BatchingUnitOfWork<>(List.of(poison));
            assertThat(batch.executeWithResult(() -> {
                                documents.apply(Thing.class, RIVAL, "a", "thing", 9, Change.nothing());
                                handled.add("to the end");
                                return null;
                            })
                            .isExceptional())
                    .isTrue();
        }
        assertThat(handled).as("the second time the handler itself failed").hasSize(1);
    }

    @Test
    void refusesAValueThatIsUniqueAndTaken() {
        documents.provisionShared(Thing.class);
        documents.provisionShared(Thing.class);
        thing(0, update("slug", "taken"));
        assertThatThrownBy(() -> documents.apply(Thing.class, RIVAL, "b", "thing", 0, update("slug", "taken")))
                .isInstanceOf(RefusedWrite.class);
        assertThat(things()).hasSize(1);
    }

    @Test
    void readsAgainWhatSomebodyElseWroteInBetween() {
        thing(0, update("status", Status.ACTIVE));
        batch(() -> {
            thing(1, update("x", 1));
            readModels
                    .databases()
                    .main()
                    .getCollection("things")
                    .updateOne(
                            Filters.eq("_id", "a"),
                            Updates.combine(Updates.set("y", 1), Updates.set("sequences.other", 3L)));
        });
        assertThat(things().getFirst()).containsEntry("x", 1).containsEntry("y", 1);
    }

    @Test
    void readsADocumentAsTheBatchSoFarLeavesIt() {
        thing(0, update("status", Status.ACTIVE));
        batch(
                () -> assertThat(read()).containsEntry("status", "ACTIVE"),
                () -> thing(1, update("x", 1)),
                () -> thing(1, update("x", 2)),
                () -> assertThat(read()).containsEntry("status", "ACTIVE").containsEntry("x", 1),
                () -> documents.delete(Thing.class, ORG, "a"),
                () -> assertThat(documents.read(Thing.class, ORG, "a")).isEmpty());
        assertThat(documents.read(Thing.class, ORG, "a")).isEmpty();
    }

    private Document read() {
        return documents.read(Thing.class, ORG, "a").orElseThrow();
    }

    @Test
    void readsWhatSomebodyElseWroteLast() {
        thing(0, update("status", Status.ACTIVE));
        readModels.databases().main().getCollection("things").updateOne(Filters.eq("_id", "a"), Updates.set("y", 1));
        batch(() -> assertThat(read()).containsEntry("y", 1));
    }

    @Test
    void doesNotReadAnotherOrganizationsDocument() {
        thing(0, update("status", Status.ACTIVE));
        assertThatThrownBy(() -> documents.read(Thing.class, RIVAL, "a")).isInstanceOf(RefusedWrite.class);
    }

    @Test
    void changesOnlyWhatIsThereWhereItMakesNothing() {
        batch(() -> documents.applyIfThere(Thing.class, ORG, "a", "thing", 0, update("x", 1)));
        assertThat(things()).isEmpty();
        batch(
                () -> thing(0, update("x", 0)),
                () -> documents.applyIfThere(Thing.class, ORG, "a", "thing", 1, update("x", 1)));
        assertThat(things().getFirst()).containsEntry("x", 1);
    }

    @Test
    void doesNotBringBackADatabaseWhereItMakesNothing() {
        documents.apply(Settings.class, ORG, "settings", "organization", 0, update("locale", "en"));
        documents.drop(ORG);
        documents.applyIfThere(Settings.class, ORG, "settings", "organization", 1, update("locale", "hi"));
        assertThat(documents.read(Settings.class, ORG, "settings")).isEmpty();
        assertThat(readModels.databases().tenantDatabases()).isEmpty();
    }

    @Test
    void deletesInTheOrderOfTheEvents() {
        batch(
                () -> thing(0, update("old", 1)),
                () -> documents.delete(Thing.class, ORG, "a"),
                () -> thing(1, update("new", 1)));
        assertThat(things())
                .hasSize(1)
                .first()
                .satisfies(thing -> assertThat(thing).doesNotContainKey("old"));
        batch(() -> thing(2, update("new", 2)), () -> documents.delete(Thing.class, ORG, "a"));
        assertThat(things()).isEmpty();
    }

    @Test
    void deletesAllDocumentsOfOneOrganization() {
        batch(
                () -> thing(0, Change.nothing()),
                () -> documents.apply(Thing.class, RIVAL, "b", "thing", 0, Change.nothing()),
                () -> documents.deleteAll(Thing.class, ORG));
        assertThat(things()).extracting(thing -> thing.get("_id")).containsExactly("b");
    }

    @Test
    void leavesNoTracesOfADroppedDatabaseInTheFiles() {
        documents.provision(ORG, Settings.class);
        assertThat(readModels.forgettings()).isZero();

        batch(() -> documents.drop(ORG), () -> documents.drop(RIVAL));

        assertThat(readModels.forgettings())
                .as("once, when the batch is written")
                .isOne();
    }

    @Test
    void makesAndDropsAnOrganizationsDatabase() {
        documents.provision(ORG, Settings.class);
        documents.provision(RIVAL, Settings.class);
        documents.apply(Settings.class, ORG, "settings", "organization", 0, update("locale", "en"));
        assertThat(readModels.databases().tenantDatabases()).containsExactlyInAnyOrder(ORG.value(), RIVAL.value());
        batch(
                () -> documents.apply(Settings.class, ORG, "settings", "organization", 1, update("locale", "hi")),
                () -> documents.drop(ORG));
        assertThat(readModels.databases().tenantDatabases()).containsExactly(RIVAL.value());
        documents.provision(ORG, Settings.class);
        assertThat(readModels.databases().tenantDatabases()).contains(ORG.value());
    }

    @Test
    void makesTheIndexesOfAnOrganizationsDatabaseOnceWhatPreventedThemIsGone() {
        var badges = readModels.databases().tenant(ORG).getCollection("badges");
        badges.insertOne(new Document("_id", "a").append("number", 1));
        badges.insertOne(new Document("_id", "b").append("number", 1));
        assertThatThrownBy(() -> documents.provision(ORG, Badge.class)).hasMessageContaining("number");

        badges.deleteOne(new Document("_id", "b"));
        documents.provision(ORG, Badge.class);

        assertThat(stored(badges.listIndexes()))
                .extracting(index -> index.get("key"))
                .contains(new Document("number", 1), new Document("color", 1));
    }

    @Test
    void neverTakesAnIdentifierForADatabaseThatIsNotAnOrganizations() {
        for (var id : List.of("admin", "../x", "org_", "ORG_" + ORG.value().substring(4), ORG.value() + "a")) {
            assertThatThrownBy(() -> readModels.databases().tenant(new OrganizationId(id)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void showsTheOldDocumentsUntilARebuildHasComeToThem() {
        thing(0, update("status", Status.ACTIVE));
        thing(1, update("status", Status.REVOKED).set("byAnOldProgram", true));
        documents.apply(Thing.class, ORG, "gone", "thing", 0, Change.nothing());
        readModels.rebuilds().begin("things", 2, () -> documents.clear(Thing.class));
        assertThat(things()).hasSize(2).allMatch(thing -> thing.containsKey("stale"));

        thing(0, update("status", Status.ACTIVE));
        thing(1, update("status", Status.REVOKED));
        var rebuild = readModels.rebuilds().of("things").orElseThrow();
        assertThat(rebuild.documents()).containsExactly(Thing.class.getName());
        documents.sweep(Thing.class, rebuild.mark());
        readModels.rebuilds().done(rebuild);

        assertThat(things())
                .containsExactly(new Document("_id", "a")
                        .append("organizationId", ORG.value())
                        .append("sequences", new Document("thing", 1L))
                        .append("status", "REVOKED"));
        assertThat(readModels.rebuilds().of("things")).isEmpty();
    }

    @Test
    void writesWhatTheClassesReadBack() {
        var license = LicenseId.random();
        var at = Instant.parse("2026-01-02T03:04:05.678Z");
        thing(
                3,
                update("status", Status.ACTIVE)
                        .set("licenseId", license)
                        .set("validUntil", LocalDate.of(2026, 2, 28))
                        .set("at", at));
        assertThat(readModels.databases().main().findById("a", Thing.class, "things"))
                .isEqualTo(new Thing(
                        "a", ORG, Status.ACTIVE, license, LocalDate.of(2026, 2, 28), at, Map.of("thing", 3L)));
    }
}
