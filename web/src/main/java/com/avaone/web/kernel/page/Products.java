package com.avaone.web.kernel.page;

import com.avaone.api.catalogue.CatalogueEvent;
import com.avaone.api.catalogue.CatalogueQuery.FindProducts;
import com.avaone.api.catalogue.KnownProducts;
import com.avaone.api.catalogue.KnownProducts.KnownProduct;
import com.avaone.api.kernel.ProductId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.live.Followed;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.stereotype.Component;

/**
 * The catalogue's products as forms offer them and pages name them. What was asked for is kept until the catalogue changes. In templates a
 * product's name is the message {@code product.<id>}, in the reader's language: there are no such messages in the files.
 */
@Component
public class Products implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Products.class);

    private static final String CODE = "product.";
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final KnownProducts NONE = new KnownProducts(List.of(), null);

    /**
     * What was known.
     *
     * @param change up to which change of the catalogue
     * @param until when it must be asked for again at the latest
     */
    private record Kept(KnownProducts known, long change, Instant until) {}

    private final Queries queries;
    private final Clock clock;
    private final MessageSource messages;

    /** Counts changes of the catalogue; 0 while nobody follows the log. */
    private final AtomicLong changes = new AtomicLong();

    private volatile @Nullable Kept kept;

    Products(Queries queries, Clock clock, MessageSource messages) {
        this.queries = queries;
        this.clock = clock;
        this.messages = messages;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (messages instanceof HierarchicalMessageSource files) {
            files.setParentMessageSource(new Names());
        }
    }

    @EventListener
    void hear(Followed news) {
        if (news.event() == null || news.event() instanceof CatalogueEvent) {
            changes.incrementAndGet();
        }
    }

    /** Identifiers of what the catalogue in force holds, in its order. */
    public List<String> offered() {
        return known().products().stream()
                .filter(KnownProduct::offered)
                .map(product -> product.productId().value())
                .toList();
    }

    /** As above, and behind them what somebody has that is not offered any more. */
    public List<String> offeredBeside(Collection<ProductId> had) {
        return Stream.concat(
                        offered().stream(), had.stream().map(ProductId::value).sorted())
                .distinct()
                .toList();
    }

    /** Identifiers of all that ever was in the catalogue, by which something may be looked for; what is in force first. */
    public List<String> ever() {
        return known().products().stream()
                .map(product -> product.productId().value())
                .toList();
    }

    /** What a reader calls a product: its identifier where the catalogue never had it. */
    public String name(String productId, Locale locale) {
        return known().products().stream()
                .filter(product -> product.productId().value().equals(productId))
                .findFirst()
                .map(product -> product.name().in(locale))
                .orElse(productId);
    }

    private KnownProducts known() {
        var before = kept;
        var change = changes.get();
        var now = clock.instant();
        if (before != null && before.change() == change && now.isBefore(before.until())) {
            return before.known();
        }
        try {
            var found = queries.askAsSuite("Products", new FindProducts(), KnownProducts.class);
            if (change > 0) {
                kept = new Kept(found, change, found.until() == null ? Instant.MAX : found.until());
            }
            return found;
        } catch (RuntimeException failure) {
            LOG.warn("Products are named as they were before: {}", failure.toString());
            var last = before == null ? NONE : before.known();
            kept = new Kept(last, change, now.plus(PAUSE_AFTER_FAILURE));
            return last;
        }
    }

    /** Behind the files, which know no product. */
    private final class Names extends AbstractMessageSource {

        @Override
        protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
            return code.startsWith(CODE) ? name(code.substring(CODE.length()), locale) : null;
        }

        @Override
        protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
            return null; // no product's name has parameters
        }
    }
}
