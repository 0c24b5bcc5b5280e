package com.avaone.query.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import tools.jackson.databind.json.JsonMapper;

/** What a bundle tells of the read models. */
class EvidentDocumentsTest {

    private static final String ROOMS = "com.avaone.projection";

    /** What is sold, and what the suite itself shows and sends: no organization's. */
    private static final Set<String> OF_THE_SUITE = Set.of(
            "assets",
            "catalogue_versions",
            "content_previews",
            "content_publications",
            "content_revisions",
            "contents",
            "mail_suppressions",
            "quotes");

    @Test
    void everyCollectionIsInABundleOrOfNoOrganization() {
        var told = EvidentCollection.ALL.stream()
                .map(EvidentDocumentsTest::place)
                .collect(Collectors.toCollection(TreeSet::new));
        OF_THE_SUITE.forEach(name -> told.add(Database.MAIN + "/" + name));

        assertThat(readModels()).isEqualTo(told);
        assertThat(EvidentCollection.ALL)
                .extracting(EvidentCollection::name)
                .isSortedAccordingTo(Comparator.naturalOrder());
    }

    private static String place(EvidentCollection collection) {
        return collection.database() + "/" + collection.name();
    }

    private static Set<String> readModels() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(MetadataReader reader) {
                return reader.getAnnotationMetadata().hasAnnotation(ReadModel.class.getName());
            }
        };
        return scanner.findCandidateComponents(ROOMS).stream()
                .map(found -> type(Objects.requireNonNull(found.getBeanClassName())))
                // Those of the kernel are of its tests.
                .filter(type -> !type.getPackageName().startsWith(ROOMS + ".kernel"))
                .map(type -> Objects.requireNonNull(type.getAnnotation(ReadModel.class)))
                .map(readModel -> readModel.database() + "/" + readModel.collection())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void onlyWhatIsListedIsToldAndOfAllElseTheNameOnly() {
        var document = new Document("_id", "lic_1")
                .append("organizationId", "org_1")
                .append("sequences", new Document("license", 3L))
                .append("stale", true)
                .append("state", "ACTIVE")
                .append("name", "Mina Rao")
                .append("profile", new Document("email", "mina@example.org"))
                .append("license", new Document("seats", 5).append("statusReason", "Mina asked"))
                .append("products", List.of(new Document("productId", "ava-cx").append("note", "for Mina")))
                .append(
                        "members",
                        new Document("usr_1", new Document("role", "LEAD").append("name", "Mina"))
                                .append("usr_2", "Mina"))
                .append("at", new Date(0))
                .append("amount", new Decimal128(12));
        var fields = EvidentFields.of(
                "state", "license.seats", "products.productId", "members.*.role", "at", "amount", "profile.missing");

        assertThat(JsonMapper.shared().writeValueAsString(EvidentDocuments.told(document, fields)))
                .isEqualTo(
                        "{\"_id\":\"lic_1\",\"amount\":\"12\",\"at\":\"1970-01-01T00:00:00Z\","
                                + "\"leftOut\":[\"license.statusReason\",\"members.usr_1.name\",\"members.usr_2\",\"name\","
                                + "\"products.note\",\"profile.email\"],\"license\":{\"seats\":5},"
                                + "\"members\":{\"usr_1\":{\"role\":\"LEAD\"}},\"organizationId\":\"org_1\","
                                + "\"products\":[{\"productId\":\"ava-cx\"}],\"profile\":{},\"sequences\":{\"license\":3},\"state\":\"ACTIVE\"}");
    }
}
