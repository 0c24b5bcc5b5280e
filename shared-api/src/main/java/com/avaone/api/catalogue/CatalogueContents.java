package com.avaone.api.catalogue;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Everything that is sold.
 *
 * @param products in the order in which they are shown
 * @param bundles in the order in which they are shown
 */
public record CatalogueContents(List<Product> products, List<Bundle> bundles) {

    private static final int MOST = 50;
    private static final int MOST_PLANS = 12;
    private static final int MOST_PRICES = 12;
    private static final int MOST_SEATS = 1_000_000;
    private static final int NAME = 80;
    private static final int SUMMARY = 500;

    /** One of the products, hidden ones too. */
    public Optional<Product> product(ProductId productId) {
        return products.stream()
                .filter(product -> product.productId().equals(productId))
                .findFirst();
    }

    /** One of the bundles, hidden ones too. */
    public Optional<Bundle> bundle(BundleId bundleId) {
        return bundles.stream()
                .filter(bundle -> bundle.bundleId().equals(bundleId))
                .findFirst();
    }

    /** The currencies in which something has a price, in the order of the first of them. */
    public List<String> currencies() {
        return products.stream()
                .flatMap(product -> product.plans().stream())
                .flatMap(plan -> plan.prices().stream())
                .map(price -> price.perSeat().currency())
                .distinct()
                .toList();
    }

    /** What everybody may see. A bundle of which a part is hidden is hidden as well. */
    public CatalogueContents visible() {
        return new CatalogueContents(
                products.stream().filter(product -> !product.hidden()).toList(),
                bundles.stream()
                        .filter(bundle -> !bundle.hidden()
                                && bundle.parts().stream()
                                        .allMatch(part -> product(part.productId())
                                                .filter(product -> !product.hidden())
                                                .isPresent()))
                        .toList());
    }

    /**
     * Judges contents from outside.
     *
     * @return these contents, with texts stripped
     * @throws InvalidValue naming the field at fault
     */
    public CatalogueContents judged() {
        atMost("products", products, MOST);
        atMost("bundles", bundles, MOST);
        if (products.isEmpty()) {
            throw new InvalidValue("products", "must hold at least one product");
        }
        var judgedProducts = each(products, "products", CatalogueContents::judged);
        once("products", "productId", products.stream().map(Product::productId).toList());
        once("bundles", "bundleId", bundles.stream().map(Bundle::bundleId).toList());
        return new CatalogueContents(judgedProducts, each(bundles, "bundles", this::judged));
    }

    private static Product judged(Product product, String field) {
        ProductId.parse(field + ".productId", product.productId().value());
        atMost(field + ".plans", product.plans(), MOST_PLANS);
        once(
                field + ".plans",
                "planId",
                product.plans().stream().map(Plan::planId).toList());
        return new Product(
                product.productId(),
                product.name().judged(field + ".name", NAME),
                product.summary().judged(field + ".summary", SUMMARY),
                product.hidden(),
                each(product.plans(), field + ".plans", CatalogueContents::judged));
    }

    private static Plan judged(Plan plan, String field) {
        PlanId.parse(field + ".planId", plan.planId().value());
        if (plan.minSeats() < 1 || plan.minSeats() > MOST_SEATS) {
            throw new InvalidValue(field + ".minSeats", "must be from 1 to %d".formatted(MOST_SEATS));
        }
        var most = plan.maxSeats();
        if (most != null && (most < plan.minSeats() || most > MOST_SEATS)) {
            throw new InvalidValue(field + ".maxSeats", "must be from minSeats to %d".formatted(MOST_SEATS));
        }
        atMost(field + ".prices", plan.prices(), MOST_PRICES);
        var prices = new HashSet<Object>();
        each(plan.prices(), field + ".prices", (price, priceField) -> {
            try {
                price.perSeat().judged();
            } catch (InvalidValue invalid) {
                throw new InvalidValue(
                        priceField + ".perSeat." + invalid.field(), String.valueOf(invalid.getMessage()));
            }
            if (!prices.add(List.of(price.interval(), price.perSeat().currency()))) {
                throw new InvalidValue(priceField, "must be the only price for its interval in its currency");
            }
            return price;
        });
        return new Plan(
                plan.planId(),
                plan.name().judged(field + ".name", NAME),
                plan.summary().judged(field + ".summary", SUMMARY),
                plan.minSeats(),
                most,
                List.copyOf(plan.prices()));
    }

    private Bundle judged(Bundle bundle, String field) {
        BundleId.parse(field + ".bundleId", bundle.bundleId().value());
        if (bundle.discountPercent() < 0 || bundle.discountPercent() > 100) {
            throw new InvalidValue(field + ".discountPercent", "must be from 0 to 100");
        }
        if (bundle.parts().size() < 2) {
            throw new InvalidValue(field + ".parts", "must hold at least two plans");
        }
        once(
                field + ".parts",
                "productId",
                bundle.parts().stream().map(Bundle.Part::productId).toList());
        each(bundle.parts(), field + ".parts", (part, partField) -> {
            if (product(part.productId())
                    .flatMap(product -> product.plan(part.planId()))
                    .isEmpty()) {
                throw new InvalidValue(partField, "must be a plan of one of the products");
            }
            return part;
        });
        return new Bundle(
                bundle.bundleId(),
                bundle.name().judged(field + ".name", NAME),
                bundle.summary().judged(field + ".summary", SUMMARY),
                bundle.hidden(),
                List.copyOf(bundle.parts()),
                bundle.discountPercent());
    }

    private interface Judgement<T> {
        T judge(T element, String field);
    }

    private static <T> List<T> each(List<T> elements, String field, Judgement<T> judgement) {
        return IntStream.range(0, elements.size())
                .mapToObj(i -> judgement.judge(elements.get(i), "%s[%d]".formatted(field, i)))
                .toList();
    }

    private static void atMost(String field, List<?> elements, int most) {
        if (elements.size() > most) {
            throw new InvalidValue(field, "must hold at most %d".formatted(most));
        }
    }

    private static void once(String list, String field, List<?> ids) {
        if (Set.copyOf(ids).size() < ids.size()) {
            throw new InvalidValue(list, "must name each %s once".formatted(field));
        }
    }
}
