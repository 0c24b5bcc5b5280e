package com.avaone.web.lead.form;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.lead.LeadRule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.page.SiteFrame;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import jakarta.validation.Valid;
import java.text.Collator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page on which a visitor orders. The key under which the form acts once stands in its address, so that the page reloaded, or come back
 * to, is the same order.
 */
@PageController
@Access(Audience.PUBLIC)
class CheckoutPages {

    private static final String PATH = "/checkout";
    private static final String PAGE = "lead/checkout";
    private static final Pattern KEY = Pattern.compile("[0-9a-f-]{36}");

    /** So often it is asked again whether the same order, sent at the same moment, has come through. */
    private static final int TRIES = 100;

    private static final long PAUSE_MILLIS = 50;

    /** With other details, or so long ago that nobody remembers what was answered. */
    private static final Set<String> SENT =
            Set.of(KernelRule.IDEMPOTENCY_KEY_REUSED.code(), LeadRule.LEAD_EXISTS.code());

    private final VisitorForms visitors;
    private final Offers offers;
    private final Forms forms;
    private final SiteFrame frame;
    private final MessageSource messages;

    CheckoutPages(VisitorForms visitors, Offers offers, Forms forms, SiteFrame frame, MessageSource messages) {
        this.visitors = visitors;
        this.offers = offers;
        this.forms = forms;
        this.frame = frame;
        this.messages = messages;
    }

    @GetMapping(PATH)
    ModelAndView checkout(
            @RequestParam(required = false) @Nullable String quote,
            @RequestParam(required = false) @Nullable String bundle,
            @RequestParam(required = false) @Nullable String offer,
            @RequestParam(required = false) @Nullable String seats,
            @RequestParam(required = false) @Nullable String interval,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable String order,
            Model model,
            Locale locale) {
        var wanted = quote != null ? Offers.QUOTE + quote : bundle != null ? Offers.BUNDLE + bundle : offer;
        if (wanted == null) {
            return Forms.seeOther("/pricing");
        }
        if (order == null || !KEY.matcher(order).matches()) {
            return Forms.seeOther(
                    address(wanted, seats, interval, currency, UUID.randomUUID().toString()));
        }
        if (!wanted.startsWith(Offers.QUOTE)
                && !Offers.names(offers.inForce().contents(), locale).containsKey(wanted)) {
            throw new RequestRefused(HttpRule.NO_SUCH_ROUTE, "This is not sold.");
        }
        return forms.show(page(wanted, seats, interval, currency, order, model, locale), model, null)
                .addObject(CurrentRequest.IDEMPOTENCY_FIELD, order);
    }

    /** Without a script a button asks for the price of another choice. */
    @PostMapping(PATH)
    ModelAndView order(
            @Valid @ModelAttribute(Forms.FORM) @Nullable CheckoutForm form,
            BindingResult binding,
            @RequestParam(defaultValue = "") String offer,
            @RequestParam(required = false) @Nullable String seats,
            @RequestParam(required = false) @Nullable String interval,
            @RequestParam(required = false) @Nullable String currency,
            @RequestParam(name = CurrentRequest.IDEMPOTENCY_FIELD, defaultValue = "") String key,
            @RequestParam(defaultValue = "") String action,
            Model model,
            Locale locale) {
        var order = KEY.matcher(key).matches() ? key : UUID.randomUUID().toString();
        var answer = action.equals("price")
                ? forms.again(
                        CheckoutForm.class, model, () -> page(offer, seats, interval, currency, order, model, locale))
                : forms.submit(
                        CheckoutForm.class,
                        binding,
                        model,
                        locale,
                        () -> sent(Objects.requireNonNull(form), order),
                        () -> page(offer, seats, interval, currency, order, model, locale));
        // What was refused has done nothing: corrected and sent again, it is still the same order.
        return answer.getViewName() == null ? answer : answer.addObject(CurrentRequest.IDEMPOTENCY_FIELD, order);
    }

    private Done sent(CheckoutForm form, String order) {
        var leadId = new LeadId(LeadId.PREFIX + TimeOrderedId.derivedFrom("checkout " + order));
        try {
            return VisitorFormPages.thanks(visitors.sendOnce(form, leadId, TRIES, PAUSE_MILLIS));
        } catch (Rejected refused) {
            if (SENT.contains(refused.rejection().code())) {
                throw new Rejected(
                        LeadRule.ORDER_SENT,
                        "This order was sent before: it counts as it was sent then. Write to us to change it.");
            }
            throw Offers.onThePage(refused);
        }
    }

    private String page(
            String offer,
            @Nullable String seats,
            @Nullable String interval,
            @Nullable String currency,
            String order,
            Model model,
            Locale locale) {
        var version = offers.inForce();
        var names = Offers.names(version.contents(), locale);
        var chosen = Offers.choice(version.contents(), offer, seats, interval, currency);
        var address =
                address(offer, String.valueOf(chosen.seats()), chosen.interval().name(), chosen.currency(), order);
        frame.around(
                model,
                PATH,
                messages.getMessage("checkout.title", null, locale),
                null,
                address.substring(address.indexOf('?') + 1));
        offers.show(version, chosen, model, locale);
        model.addAttribute("names", names);
        model.addAttribute("countries", countries(locale));
        VisitorFormPages.tellOfMail(visitors, model);
        return PAGE;
    }

    private static String address(
            String offer, @Nullable String seats, @Nullable String interval, @Nullable String currency, String order) {
        var address = UriComponentsBuilder.fromPath(PATH);
        var slash = offer.indexOf('/') + 1;
        if (offer.startsWith(Offers.QUOTE)) {
            return address.queryParam("quote", offer.substring(slash))
                    .queryParam("order", order)
                    .build()
                    .encode()
                    .toUriString();
        }
        if (offer.startsWith(Offers.BUNDLE)) {
            address.queryParam("bundle", offer.substring(slash));
        } else {
            address.queryParam("offer", offer);
        }
        var choices = new LinkedHashMap<String, @Nullable String>();
        choices.put("seats", seats);
        choices.put("interval", interval);
        choices.put("currency", currency);
        choices.forEach((name, value) -> {
            if (value != null) {
                address.queryParam(name, value);
            }
        });
        return address.queryParam("order", order).build().encode().toUriString();
    }

    /** Their names by their letters, in the order of the reader's language. */
    private static Map<String, String> countries(Locale locale) {
        var names = new LinkedHashMap<String, String>();
        Arrays.stream(Locale.getISOCountries())
                .map(letters -> Map.entry(letters, Locale.of("", letters).getDisplayCountry(locale)))
                .sorted(Map.Entry.comparingByValue(Collator.getInstance(locale)))
                .forEach(country -> names.put(country.getKey(), country.getValue()));
        return names;
    }
}
