package com.avaone.web.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.KnownProducts;
import com.avaone.api.catalogue.KnownProducts.KnownProduct;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.live.Followed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class ProductsTest {

    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
    private static final Locale HINDI = Locale.of("hi");

    private final Queries queries = mock();
    private final StaticMessageSource files = new StaticMessageSource();
    private Instant now = START;
    private final Products products = new Products(queries, new MovedClock(), files);

    @BeforeEach
    void sell() {
        files.addMessage("other", Locale.ENGLISH, "Other");
        products.afterSingletonsInstantiated();
        products.hear(new Followed(0, null));
        answer(null, product("ava-cx", "AVA CX", "एवा सीएक्स", true), product("ava-old", "AVA Old", null, false));
    }

    private void answer(@Nullable Instant until, KnownProduct... known) {
        when(queries.askAsSuite(eq("Products"), any(), eq(KnownProducts.class)))
                .thenReturn(new KnownProducts(List.of(known), until));
    }

    private static KnownProduct product(String id, String en, @Nullable String hi, boolean offered) {
        return new KnownProduct(new ProductId(id), new LocalizedText(en, hi), offered);
    }

    private void assertAsked(int count) {
        verify(queries, times(count)).askAsSuite(any(), any(), eq(KnownProducts.class));
    }

    @Test
    void offersWhatIsSoldAndWhatSomebodyHas() {
        assertThat(products.offered()).containsExactly("ava-cx");
        assertThat(products.offeredBeside(Set.of(new ProductId("ava-old"), new ProductId("ava-cx"))))
                .containsExactly("ava-cx", "ava-old");
        assertThat(products.ever()).containsExactly("ava-cx", "ava-old");
    }

    @Test
    void areNamedByMessagesInTheReadersLanguage() {
        assertThat(files.getMessage("product.ava-cx", null, Locale.US)).isEqualTo("AVA CX");
        assertThat(files.getMessage("product.ava-cx", null, HINDI)).isEqualTo("एवा सीएक्स");
        assertThat(files.getMessage("product.ava-old", null, HINDI)).isEqualTo("AVA Old");
        assertThat(files.getMessage("product.ava-never", null, HINDI)).isEqualTo("ava-never");
        assertThat(files.getMessage("other", null, Locale.ENGLISH)).isEqualTo("Other");
        assertThat(files.getMessage("none", null, "absent", Locale.ENGLISH)).isEqualTo("absent");
    }

    @Test
    void areAskedForOnceUntilTheCatalogueChanges() {
        for (var i = 0; i < 5; i++) {
            products.offered();
            products.hear(new Followed(i, "something else"));
        }
        assertAsked(1);

        products.hear(new Followed(9, new CatalogueWithdrawn(OrganizationId.OPERATOR, 2)));
        answer(null, product("ava-new", "AVA New", null, true));

        assertThat(products.offered()).containsExactly("ava-new");
        assertAsked(2);
    }

    @Test
    void areAskedForAgainWhenAVersionComesIntoForceByItself() {
        answer(START.plusSeconds(60), product("ava-cx", "AVA CX", null, true));
        products.offered();
        now = START.plusSeconds(59);
        products.offered();
        assertAsked(1);

        now = START.plusSeconds(60);
        products.offered();
        assertAsked(2);
    }

    @Test
    void stayAsTheyWereWhileNobodyAnswers() {
        products.offered();
        products.hear(new Followed(9, new CatalogueWithdrawn(OrganizationId.OPERATOR, 2)));
        when(queries.askAsSuite(any(), any(), eq(KnownProducts.class))).thenThrow(new IllegalStateException("away"));

        assertThat(products.offered()).containsExactly("ava-cx");
        assertThat(products.offered()).containsExactly("ava-cx");
        assertAsked(2);
        now = START.plusSeconds(2);
        assertThat(products.offered()).containsExactly("ava-cx");
        assertAsked(3);
    }

    private final class MovedClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
