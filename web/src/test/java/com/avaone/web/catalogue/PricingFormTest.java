package com.avaone.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Bundle;
import com.avaone.api.catalogue.BundleId;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricingFormTest {

    private static final LocalizedText TEXT = new LocalizedText("Text", "पाठ");
    private static final CatalogueContents CONTENTS = new CatalogueContents(
            List.of(product("ava-cx"), product("ava-flow")),
            List.of(new Bundle(
                    new BundleId("both"),
                    TEXT,
                    TEXT,
                    true,
                    List.of(
                            new Bundle.Part(new ProductId("ava-cx"), new PlanId("team")),
                            new Bundle.Part(new ProductId("ava-flow"), new PlanId("team"))),
                    10)));

    private static Product product(String id) {
        return new Product(
                new ProductId(id),
                TEXT,
                new LocalizedText("Summary", null),
                false,
                List.of(
                        new Plan(
                                new PlanId("team"),
                                TEXT,
                                TEXT,
                                2,
                                50,
                                List.of(
                                        new Price(BillingInterval.MONTH, new Money(1_500, "USD")),
                                        new Price(BillingInterval.MONTH, new Money(99_900, "INR")),
                                        new Price(BillingInterval.YEAR, new Money(15_000, "USD")))),
                        new Plan(new PlanId("large"), TEXT, TEXT, 100, null, List.of())));
    }

    private static PricingForm form(String name, String text) {
        var values = PricingForm.values(CONTENTS);
        values.put(name, text);
        return new PricingForm(1, 1, null, values);
    }

    @Test
    void changesNothingWhereNothingIsTyped() {
        assertThat(new PricingForm(1, 1, null, PricingForm.values(CONTENTS)).contents(CONTENTS))
                .isEqualTo(CONTENTS);
    }

    @Test
    void takesWhatIsTyped() {
        var plan = form("plan/ava-cx/team/price/MONTH/USD", "16,50")
                .contents(CONTENTS)
                .products()
                .getFirst()
                .plans()
                .getFirst();
        assertThat(plan.price(BillingInterval.MONTH, "USD")
                        .orElseThrow()
                        .perSeat()
                        .amount())
                .isEqualTo("16.50");
        // A currency that is new comes behind the others, because the first is what visitors see first.
        assertThat(form("plan/ava-cx/team/price/MONTH/EUR", "14")
                        .contents(CONTENTS)
                        .products()
                        .getFirst()
                        .plans()
                        .getFirst()
                        .prices())
                .extracting(price -> price.perSeat().currency())
                .containsExactly("USD", "INR", "EUR", "USD");
        assertThat(form("plan/ava-flow/large/removed", "true")
                        .contents(CONTENTS)
                        .products()
                        .getLast()
                        .plans())
                .hasSize(1);
        assertThat(form("product/ava-flow/hidden", "true")
                        .contents(CONTENTS)
                        .products()
                        .getLast()
                        .hidden())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "plan/ava-cx/team/price/MONTH/USD, abc",
        "plan/ava-cx/team/price/MONTH/USD, -1",
        "plan/ava-cx/team/minSeats, 0",
        "plan/ava-cx/team/maxSeats, 1",
        "plan/ava-cx/team/maxSeats, many",
        "product/ava-cx/name/en, ''",
        "bundle/both/discount, 101",
    })
    void saysWhichFieldIsAtFault(String name, String text) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> form(name, text).contents(CONTENTS))
                .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("values[%s]".formatted(name)));
    }

    @Test
    void doesNotTakeAPlanOutOfABundleUnseen() {
        var taken = new PricingForm(
                1, 1, null, Map.copyOf(form("plan/ava-cx/team/removed", "true").values()));
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> taken.contents(CONTENTS));
    }
}
