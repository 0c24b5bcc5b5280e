package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueCommand.PublishCatalogue;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersion;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersions;
import com.avaone.api.catalogue.CatalogueVersionPage;
import com.avaone.api.catalogue.CatalogueVersionView;
import com.avaone.api.catalogue.CatalogueVersionView.State;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebFloor
class PricingPagesTest {

    private static final String EDITOR = "/admin/cms/pricing";
    private static final CatalogueContents CONTENTS = new CatalogueContents(
            List.of(new Product(
                    new ProductId("ava-cx"),
                    new LocalizedText("AVA CX", null),
                    new LocalizedText("Customers", null),
                    false,
                    List.of(new Plan(
                            new PlanId("team"),
                            new LocalizedText("Team", null),
                            new LocalizedText("For a few", null),
                            1,
                            null,
                            List.of(new Price(BillingInterval.MONTH, new Money(1_500, "USD"))))))),
            List.of());

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void sell() {
        bus.reset();
        bus.accept(new Receipt(CatalogueId.SUITE.value(), 4, Samples.POSITION));
        bus.answer(FindProcessors.class, _ -> Samples.PROCESSORS);
        var version = new CatalogueVersionView(3, State.IN_FORCE, Instant.EPOCH, Instant.EPOCH, CONTENTS);
        bus.answer(FindCatalogueVersions.class, _ -> new CatalogueVersionPage(List.of(version), null));
        bus.answer(FindCatalogueVersion.class, _ -> version);
    }

    private void loseTheDatabase() {
        var away = new Rejected(KernelRule.READ_MODEL_UNAVAILABLE, "The database does not answer.");
        bus.answer(FindCatalogueVersions.class, _ -> {
            throw away;
        });
        bus.answer(FindCatalogueVersion.class, _ -> {
            throw away;
        });
    }

    private MvcTestResult post(String path, Map<String, String> usual, String... others) {
        var fields = new LinkedHashMap<>(usual);
        for (var i = 0; i < others.length; i += 2) {
            fields.put(others[i], others[i + 1]);
        }
        var request = mvc.post().uri(EDITOR + path);
        fields.forEach(request::param);
        return request.exchange();
    }

    private CatalogueContents published() {
        return ((PublishCatalogue) bus.command().payload()).contents();
    }

    // ---- the editor

    private static final Map<String, String> TYPED = Map.of(
            "base", "3",
            "latest", "3",
            "values[product/ava-cx/name/en]", "AVA CX",
            "values[product/ava-cx/summary/en]", "Customers",
            "values[plan/ava-cx/team/name/en]", "Team",
            "values[plan/ava-cx/team/summary/en]", "For a few",
            "values[plan/ava-cx/team/minSeats]", "7",
            "values[plan/ava-cx/team/price/MONTH/USD]", "16");

    @Test
    void publishesWhatIsTyped() {
        assertThat(post("", TYPED)).hasStatus(303);

        assertThat(published().products().getFirst().plans().getFirst().minSeats())
                .isEqualTo(7);
    }

    @Test
    void callsFieldsInTheSummaryWhatPeopleCallThem() {
        assertThat(post("", TYPED, "values[plan/ava-cx/team/price/MONTH/USD]", "sixteen"))
                .hasStatus(422)
                .bodyText()
                .contains("AVA CX, Team: USD a month: ", "value=\"sixteen\"")
                .doesNotContain(">values[");
    }

    @Test
    void keepsWhatWasTypedWhileTheDatabaseIsAway() {
        loseTheDatabase();

        assertThat(post("", TYPED))
                .hasStatus(503)
                .bodyText()
                .contains(
                        "name=\"base\" value=\"3\"",
                        "name=\"latest\" value=\"3\"",
                        "id=\"values[plan/ava-cx/team/minSeats]\" name=\"values[plan/ava-cx/team/minSeats]\" value=\"7\"",
                        "name=\"values[plan/ava-cx/team/price/MONTH/USD]\" value=\"16\"");
    }

    // ---- a new product

    private static final Map<String, String> PRODUCT = Map.of(
            "latest", "3", "productId", "ava-nova", "nameEn", " AVA Nova ", "nameHi", "एवा नोवा", "summaryEn", "Stars");

    @Test
    void addsAProductBehindTheOthers() {
        assertThat(mvc.get().uri(EDITOR + "/product"))
                .hasStatus(200)
                .bodyText()
                .contains("name=\"latest\" value=\"3\"");

        assertThat(post("/product", PRODUCT, "hidden", "true")).hasStatus(303);

        assertThat(published().products())
                .containsExactly(
                        CONTENTS.products().getFirst(),
                        new Product(
                                new ProductId("ava-nova"),
                                new LocalizedText("AVA Nova", "एवा नोवा"),
                                new LocalizedText("Stars", null),
                                true,
                                List.of()));
    }

    @ParameterizedTest
    @CsvSource({"productId, Ava Nova", "productId, ava-cx", "nameEn, ' '", "summaryEn, ''"})
    void saysWhatIsWrongWithAProduct(String field, String text) {
        assertThat(post("/product", PRODUCT, field, text))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"%s-error\"".formatted(field), "एवा नोवा");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void addsNothingToWhatTheEditorHasNotSeen() {
        assertThat(post("/product", PRODUCT, "latest", "2")).hasStatus(422);
        assertThat(post("/plan", PLAN, "latest", "2")).hasStatus(422);
        assertThat(bus.commands()).isEmpty();
    }

    // ---- a new plan

    private static final Map<String, String> PLAN = Map.of(
            "latest", "3",
            "product", "ava-cx",
            "planId", "large",
            "nameEn", "Large",
            "summaryEn", "For many",
            "minSeats", "100",
            "prices[MONTH/USD]", "12,50",
            "prices[YEAR/USD]", "");

    @Test
    void addsAPlanBehindTheOthersOfItsProduct() {
        assertThat(mvc.get().uri(EDITOR + "/plan?product=ava-cx"))
                .hasStatus(200)
                .bodyText()
                .contains("value=\"ava-cx\" selected", "id=\"prices[YEAR/USD]\"");

        assertThat(post("/plan", PLAN)).hasStatus(303);

        assertThat(published().products().getFirst().plans())
                .containsExactly(
                        CONTENTS.products().getFirst().plans().getFirst(),
                        new Plan(
                                new PlanId("large"),
                                new LocalizedText("Large", null),
                                new LocalizedText("For many", null),
                                100,
                                null,
                                List.of(new Price(BillingInterval.MONTH, new Money(1_250, "USD")))));
    }

    @ParameterizedTest
    @CsvSource({
        "product, ava-none",
        "planId, team",
        "planId, 'A B'",
        "nameEn, ''",
        "minSeats, 0",
        "maxSeats, 99",
        "maxSeats, many",
        "prices[MONTH/USD], much"
    })
    void saysWhatIsWrongWithAPlan(String field, String text) {
        assertThat(post("/plan", PLAN, field, text))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"%s-error\"".formatted(field), "For many");
        assertThat(bus.commands()).isEmpty();
    }

    @Test
    void keepsANewProductAndANewPlanWhileTheDatabaseIsAway() {
        loseTheDatabase();

        assertThat(post("/product", PRODUCT))
                .hasStatus(503)
                .bodyText()
                .contains("name=\"latest\" value=\"3\"", "ava-nova", "एवा नोवा");
        assertThat(post("/plan", PLAN))
                .hasStatus(503)
                .bodyText()
                .contains("name=\"latest\" value=\"3\"", "value=\"ava-cx\" selected", "For many", "value=\"12,50\"");
        assertThat(mvc.get().uri(EDITOR + "/plan")).hasStatus(503);
    }
}
