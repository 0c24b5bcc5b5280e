package com.avaone.api.catalogue;

import static com.avaone.api.catalogue.BillingInterval.MONTH;
import static com.avaone.api.catalogue.BillingInterval.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueVersionTest {

    private static final LocalizedText NAME = new LocalizedText("Name", null);
    private static final ProductId CX = new ProductId("ava-cx");
    private static final ProductId FLOW = new ProductId("ava-flow");
    private static final PlanId TEAM = new PlanId("team");
    private static final PlanId LARGE = new PlanId("large");
    private static final BundleId BOTH = new BundleId("both");

    private static final Plan CX_TEAM = new Plan(
            TEAM,
            NAME,
            NAME,
            2,
            100,
            List.of(
                    new Price(MONTH, new Money(1_999, "USD")),
                    new Price(YEAR, new Money(19_990, "USD")),
                    new Price(MONTH, new Money(999, "JPY"))));
    private static final Plan FLOW_TEAM =
            new Plan(TEAM, NAME, NAME, 1, null, List.of(new Price(MONTH, new Money(1_000, "USD"))));
    private static final Plan ON_REQUEST = new Plan(LARGE, NAME, NAME, 50, null, List.of());

    private static final CatalogueContents CONTENTS = new CatalogueContents(
            List.of(
                    new Product(CX, NAME, NAME, false, List.of(CX_TEAM, ON_REQUEST)),
                    new Product(FLOW, NAME, NAME, false, List.of(FLOW_TEAM))),
            List.of(new Bundle(
                    BOTH, NAME, NAME, false, List.of(new Bundle.Part(CX, TEAM), new Bundle.Part(FLOW, TEAM)), 15)));
    private static final CatalogueVersion VERSION = new CatalogueVersion(7, Instant.EPOCH, CONTENTS);

    private static Selection plans(SelectedPlan... plans) {
        return new Selection(null, null, List.of(plans), MONTH, "USD");
    }

    @Test
    void pricesPlansBySeats() {
        var quote = VERSION.quote(plans(new SelectedPlan(CX, TEAM, 3), new SelectedPlan(FLOW, TEAM, 1)));

        assertThat(quote.catalogueVersion()).isEqualTo(7);
        assertThat(quote.lines())
                .extracting(Quote.Line::amount)
                .containsExactly(new Money(5_997, "USD"), new Money(1_000, "USD"));
        assertThat(quote.total()).isEqualTo(new Money(6_997, "USD"));
        assertThat(quote.discountPercent()).isZero();
    }

    @Test
    void pricesByIntervalAndCurrency() {
        assertThat(VERSION.quote(new Selection(null, null, List.of(new SelectedPlan(CX, TEAM, 2)), YEAR, "USD"))
                        .total())
                .isEqualTo(new Money(39_980, "USD"));
        assertThat(VERSION.quote(new Selection(null, null, List.of(new SelectedPlan(CX, TEAM, 2)), MONTH, "JPY"))
                        .total())
                .isEqualTo(new Money(1_998, "JPY"));
    }

    /** 3 x 19.99 + 3 x 10.00 = 89.97, of which 85 in a hundred are 76.4745. */
    @Test
    void takesTheDiscountOfABundleOffTheSumInFavourOfWhoBuys() {
        var quote = VERSION.quote(new Selection(BOTH, 3, List.of(), MONTH, "USD"));

        assertThat(quote.lines()).hasSize(2);
        assertThat(quote.bundleId()).isEqualTo(BOTH);
        assertThat(quote.discountPercent()).isEqualTo(15);
        assertThat(quote.total()).isEqualTo(new Money(7_647, "USD"));
    }

    @Test
    void hasNoTotalWhereAPriceIsToldOnRequest() {
        var quote = VERSION.quote(plans(new SelectedPlan(CX, LARGE, 60), new SelectedPlan(FLOW, TEAM, 1)));

        assertThat(quote.total()).isNull();
        assertThat(quote.lines().getFirst().amount()).isNull();
        assertThat(quote.lines().getLast().amount()).isEqualTo(new Money(1_000, "USD"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(plans(), "plans", null),
                Arguments.of(plans(new SelectedPlan(CX, TEAM, 3), new SelectedPlan(CX, LARGE, 60)), "plans", null),
                Arguments.of(plans(new SelectedPlan(CX, TEAM, 0)), "plans[0].seats", null),
                Arguments.of(
                        plans(new SelectedPlan(FLOW, TEAM, 1), new SelectedPlan(CX, TEAM, 1)),
                        "plans[1].seats",
                        CatalogueRule.SEATS_NOT_POSSIBLE),
                Arguments.of(
                        plans(new SelectedPlan(CX, TEAM, 101)), "plans[0].seats", CatalogueRule.SEATS_NOT_POSSIBLE),
                Arguments.of(
                        plans(new SelectedPlan(new ProductId("ava-x"), TEAM, 3)),
                        "plans[0]",
                        CatalogueRule.NOT_IN_CATALOGUE),
                Arguments.of(
                        plans(new SelectedPlan(CX, new PlanId("x"), 3)), "plans[0]", CatalogueRule.NOT_IN_CATALOGUE),
                Arguments.of(
                        new Selection(null, null, List.of(new SelectedPlan(FLOW, TEAM, 1)), YEAR, "USD"),
                        "plans[0]",
                        CatalogueRule.NOT_SOLD_SO),
                Arguments.of(
                        new Selection(new BundleId("x"), 3, List.of(), MONTH, "USD"),
                        "bundle",
                        CatalogueRule.NOT_IN_CATALOGUE),
                Arguments.of(new Selection(BOTH, null, List.of(), MONTH, "USD"), "seats", null),
                Arguments.of(
                        new Selection(BOTH, 1, List.of(), MONTH, "USD"), "seats", CatalogueRule.SEATS_NOT_POSSIBLE),
                Arguments.of(new Selection(BOTH, 3, List.of(), MONTH, "EUR"), "bundle", CatalogueRule.NOT_SOLD_SO),
                Arguments.of(
                        new Selection(BOTH, 3, List.of(new SelectedPlan(CX, TEAM, 3)), MONTH, "USD"), "plans", null));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void saysWhatCannotBePriced(Selection selection, String field, @Nullable CatalogueRule rule) {
        if (rule == null) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> VERSION.quote(selection))
                    .returns(field, InvalidValue::field);
        } else {
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> VERSION.quote(selection))
                    .returns(field, rejected -> rejected.rejection().field())
                    .returns(rule.code(), rejected -> rejected.rejection().code());
        }
    }

    @Test
    void neitherShowsNorSellsWhatIsHidden() {
        var hidden = new CatalogueVersion(
                8,
                Instant.EPOCH,
                changed(products -> Stream.concat(
                                Stream.of(new Product(CX, NAME, NAME, true, List.of(CX_TEAM))),
                                products.stream().skip(1))
                        .toList()));

        assertThat(hidden.contents().visible().products())
                .extracting(Product::productId)
                .containsExactly(FLOW);
        assertThat(hidden.contents().visible().bundles()).isEmpty();
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> hidden.quote(plans(new SelectedPlan(CX, TEAM, 3))));
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> hidden.quote(new Selection(BOTH, 3, List.of(), MONTH, "USD")));
    }

    private static CatalogueContents changed(UnaryOperator<List<Product>> change) {
        return new CatalogueContents(change.apply(CONTENTS.products()), CONTENTS.bundles());
    }

    private static CatalogueContents withPlan(Plan plan) {
        return new CatalogueContents(List.of(new Product(CX, NAME, NAME, false, List.of(plan))), List.of());
    }

    private static CatalogueContents withBundle(int discount, Bundle.Part... parts) {
        return new CatalogueContents(
                CONTENTS.products(), List.of(new Bundle(BOTH, NAME, NAME, false, List.of(parts), discount)));
    }

    static Stream<Arguments> faulty() {
        var part = new Bundle.Part(CX, TEAM);
        return Stream.of(
                Arguments.of(changed(_ -> List.of()), "products"),
                Arguments.of(changed(products -> List.of(products.getFirst(), products.getFirst())), "products"),
                Arguments.of(
                        changed(_ -> IntStream.range(0, 51)
                                .mapToObj(i -> new Product(new ProductId("p" + i), NAME, NAME, false, List.of(CX_TEAM)))
                                .toList()),
                        "products"),
                Arguments.of(
                        changed(_ -> List.of(new Product(new ProductId("A B"), NAME, NAME, false, List.of()))),
                        "products[0].productId"),
                Arguments.of(
                        changed(_ -> List.of(new Product(CX, new LocalizedText(" ", null), NAME, false, List.of()))),
                        "products[0].name.en"),
                Arguments.of(
                        changed(_ -> List.of(
                                new Product(CX, NAME, new LocalizedText("x", "y".repeat(501)), false, List.of()))),
                        "products[0].summary.hi"),
                Arguments.of(
                        changed(_ -> List.of(new Product(CX, NAME, NAME, false, List.of(CX_TEAM, CX_TEAM)))),
                        "products[0].plans"),
                Arguments.of(withPlan(new Plan(TEAM, NAME, NAME, 0, null, List.of())), "products[0].plans[0].minSeats"),
                Arguments.of(withPlan(new Plan(TEAM, NAME, NAME, 5, 4, List.of())), "products[0].plans[0].maxSeats"),
                Arguments.of(
                        withPlan(new Plan(TEAM, NAME, NAME, 1, null, List.of(new Price(MONTH, new Money(-1, "USD"))))),
                        "products[0].plans[0].prices[0].perSeat.amount"),
                Arguments.of(
                        withPlan(new Plan(TEAM, NAME, NAME, 1, null, List.of(new Price(MONTH, new Money(1, "XXQ"))))),
                        "products[0].plans[0].prices[0].perSeat.currency"),
                Arguments.of(
                        withPlan(new Plan(
                                TEAM,
                                NAME,
                                NAME,
                                1,
                                null,
                                List.of(new Price(MONTH, new Money(1, "USD")), new Price(MONTH, new Money(2, "USD"))))),
                        "products[0].plans[0].prices[1]"),
                Arguments.of(withBundle(101, part, new Bundle.Part(FLOW, TEAM)), "bundles[0].discountPercent"),
                Arguments.of(withBundle(5, part), "bundles[0].parts"),
                Arguments.of(withBundle(5, part, new Bundle.Part(CX, LARGE)), "bundles[0].parts"),
                Arguments.of(withBundle(5, part, new Bundle.Part(FLOW, LARGE)), "bundles[0].parts[1]"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void isNotPublishedWithContentsAtFault(CatalogueContents contents, String field) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(contents::judged)
                .returns(field, InvalidValue::field);
    }

    @Test
    void isPublishedWithTextsStripped() {
        assertThat(CONTENTS.judged()).isEqualTo(CONTENTS);
        var text = new LocalizedText(" Name ", " ");
        assertThat(new CatalogueContents(List.of(new Product(CX, text, text, false, List.of())), List.of())
                        .judged()
                        .products())
                .containsExactly(new Product(CX, NAME, NAME, false, List.of()));
    }
}
