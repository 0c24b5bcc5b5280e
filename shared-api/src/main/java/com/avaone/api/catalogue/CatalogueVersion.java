package com.avaone.api.catalogue;

import com.avaone.api.crm.Money;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as it was published once.
 *
 * @param catalogueVersion counted from 1
 * @param effectiveFrom since when it is in force, until a later one is; of two of the same instant the later published one
 */
public record CatalogueVersion(int catalogueVersion, Instant effectiveFrom, CatalogueContents contents) {

    private static final int MOST_SEATS = 1_000_000;

    /**
     * What a selection costs by this version. The amount of a plan is its price for a seat times the seats; a bundle's discount is taken
     * off the sum, which is cut to the currency's smallest unit in favour of who buys.
     *
     * @throws InvalidValue naming the field at fault
     * @throws Rejected as {@link CatalogueRule#NOT_IN_CATALOGUE}, {@link CatalogueRule#NOT_SOLD_SO} or {@link
     *     CatalogueRule#SEATS_NOT_POSSIBLE}, naming the field at fault
     */
    public Quote quote(Selection selection) {
        var sold = contents.visible();
        var lines = new ArrayList<Quote.Line>();
        var discount = 0;
        if (selection.bundleId() != null) {
            if (!selection.plans().isEmpty()) {
                throw new InvalidValue("plans", "must be left out where a bundle is chosen");
            }
            var seats = selection.seats();
            if (seats == null) {
                throw new InvalidValue("seats", "must say for how many people the bundle is");
            }
            var bundle = sold.bundle(selection.bundleId())
                    .orElseThrow(() -> notInCatalogue("bundle", String.valueOf(selection.bundleId())));
            for (var part : bundle.parts()) {
                lines.add(line(sold, part.productId(), part.planId(), seats, selection, "bundle", "seats"));
            }
            discount = bundle.discountPercent();
        } else {
            if (selection.plans().isEmpty()) {
                throw new InvalidValue("plans", "must name at least one plan, where no bundle is chosen");
            }
            if (selection.plans().stream()
                            .map(Selection.SelectedPlan::productId)
                            .distinct()
                            .count()
                    < selection.plans().size()) {
                throw new InvalidValue("plans", "must name each product once");
            }
            var i = 0;
            for (var plan : selection.plans()) {
                var field = "plans[%d]".formatted(i++);
                lines.add(
                        line(sold, plan.productId(), plan.planId(), plan.seats(), selection, field, field + ".seats"));
            }
        }
        return new Quote(
                catalogueVersion,
                selection.bundleId(),
                selection.interval(),
                selection.currency(),
                List.copyOf(lines),
                discount,
                total(lines, discount, selection.currency()));
    }

    private static Quote.Line line(
            CatalogueContents sold,
            ProductId productId,
            PlanId planId,
            int seats,
            Selection selection,
            String field,
            String seatsField) {
        var plan = sold.product(productId)
                .flatMap(product -> product.plan(planId))
                .orElseThrow(() -> notInCatalogue(field, productId + "/" + planId));
        if (seats < 1 || seats > MOST_SEATS) {
            throw new InvalidValue(seatsField, "must be from 1 to %d".formatted(MOST_SEATS));
        }
        var most = plan.maxSeats();
        if (seats < plan.minSeats() || most != null && seats > most) {
            throw new Rejected(
                    CatalogueRule.SEATS_NOT_POSSIBLE,
                    most == null
                            ? "This plan is for at least %d seats.".formatted(plan.minSeats())
                            : "This plan is for %d to %d seats.".formatted(plan.minSeats(), most),
                    seatsField,
                    Map.of("minSeats", Integer.toString(plan.minSeats())));
        }
        if (plan.prices().isEmpty()) { // told on request
            return new Quote.Line(productId, planId, seats, null, null);
        }
        var perSeat = plan.price(selection.interval(), selection.currency())
                .orElseThrow(() -> new Rejected(
                        CatalogueRule.NOT_SOLD_SO,
                        "%s/%s has no price for a %s in %s."
                                .formatted(
                                        productId,
                                        planId,
                                        selection.interval().name().toLowerCase(Locale.ROOT),
                                        selection.currency()),
                        field,
                        Map.of()))
                .perSeat();
        return new Quote.Line(
                productId,
                planId,
                seats,
                perSeat,
                new Money(Math.multiplyExact(perSeat.minorUnits(), (long) seats), perSeat.currency()));
    }

    private static @Nullable Money total(List<Quote.Line> lines, int discount, String currency) {
        var sum = 0L;
        for (var line : lines) {
            var amount = line.amount();
            if (amount == null) {
                return null;
            }
            sum = Math.addExact(sum, amount.minorUnits());
        }
        return new Money(sum, currency).percent(100 - discount);
    }

    private static Rejected notInCatalogue(String field, String what) {
        return new Rejected(
                CatalogueRule.NOT_IN_CATALOGUE, "%s is not in the catalogue.".formatted(what), field, Map.of());
    }
}
