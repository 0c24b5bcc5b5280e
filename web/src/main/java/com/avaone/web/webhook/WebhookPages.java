package com.avaone.web.webhook;

import com.avaone.api.kernel.Receipt;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WantedEvents;
import com.avaone.api.webhook.WebhookCommand.DisableWebhook;
import com.avaone.api.webhook.WebhookCommand.EnableWebhook;
import com.avaone.api.webhook.WebhookCommand.RecoverWebhook;
import com.avaone.api.webhook.WebhookCommand.RemoveWebhook;
import com.avaone.api.webhook.WebhookCommand.ResendDelivery;
import com.avaone.api.webhook.WebhookPage;
import com.avaone.api.webhook.WebhookStatus;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.OpenStreams;
import com.avaone.web.kernel.OpenStreams.OpenStream;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.webhook.Webhooks.Endpoint;
import com.avaone.web.webhook.Webhooks.Issued;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Pages of the event streams that are open on this node, and of webhook endpoints: an organization's admins see the own ones, system admins
 * all.
 */
@PageController
@RequestMapping("/streams")
@Access(Audience.ORGANIZATION_ADMIN)
class WebhookPages {

    private static final String HOME = "/streams";
    private static final int LIMIT = 50;
    private static final String FORM_VIEW = "webhook/form";
    private static final String ACTION = "webhook/action";

    private final Webhooks webhooks;
    private final OpenStreams streams;
    private final Names names;
    private final Forms forms;
    private final Clock clock;

    WebhookPages(Webhooks webhooks, OpenStreams streams, Names names, Forms forms, Clock clock) {
        this.webhooks = webhooks;
        this.streams = streams;
        this.names = names;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor, SignedInUser user, Model model) {
        var position = webhooks.position();
        var ofOperator = user.isOfOperator();
        var page = ofOperator ? webhooks.all(cursor, LIMIT) : webhooks.page(user.organizationId(), cursor, LIMIT);
        var open = streams.open().stream()
                .filter(stream -> ofOperator || stream.organizationId().equals(user.organizationId()))
                .toList();
        model.addAttribute("position", position);
        model.addAttribute("page", page);
        model.addAttribute("cursor", Text.orNull(cursor));
        model.addAttribute("streams", open);
        model.addAttribute("ofOperator", ofOperator);
        model.addAttribute("topic", ofOperator ? "webhooks" : "webhooks-" + user.organizationId());
        model.addAttribute("actors", names.ofActors(open.stream().map(OpenStream::actorId)));
        model.addAttribute("organizations", ofOperator ? organizations(page) : Map.of());
        return "webhook/list";
    }

    private Map<String, String> organizations(WebhookPage page) {
        return names.ofOrganizations(
                page.items().stream().map(status -> status.webhook().organizationId()));
    }

    /**
     * What an endpoint gets.
     *
     * @param types separated by commas or spaces
     * @param personalData ticked where it has what is about persons already, and is to keep that
     * @param since position behind which a new one begins
     */
    record WebhookForm(
            @NotBlank @Size(max = 2000) String url,
            @Size(max = 200) @Nullable String description,
            @Size(max = 5000) @Nullable String types,
            @Size(max = 200) @Nullable String aggregateId,
            @Nullable Boolean personalData,
            @Min(0) @Nullable Long since) {

        static WebhookForm of(WebhookStatus status) {
            var webhook = status.webhook();
            return new WebhookForm(
                    webhook.url(),
                    webhook.description(),
                    String.join(", ", webhook.types()),
                    webhook.aggregateId(),
                    webhook.personalDataBy() != null,
                    null);
        }

        WantedEvents toWanted() {
            return new WantedEvents(
                    url,
                    description == null ? "" : description,
                    types == null
                            ? List.of()
                            : Arrays.stream(types.split("[,\\s]+"))
                                    .filter(type -> !type.isEmpty())
                                    .toList(),
                    aggregateId,
                    Boolean.TRUE.equals(personalData));
        }
    }

    @GetMapping("/new")
    ModelAndView blank(Model model, SignedInUser user) {
        return forms.show(newView(model, user), model, null);
    }

    private String newView(Model model, SignedInUser user) {
        model.addAttribute("position", webhooks.position());
        model.addAttribute("ofOperator", user.isOfOperator());
        return FORM_VIEW;
    }

    /** Shows the secret on the answer itself: it is nowhere else, and never comes again. */
    @PostMapping
    ModelAndView register(
            @Valid @ModelAttribute(Forms.FORM) WebhookForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        return issue(
                WebhookForm.class,
                binding,
                model,
                locale,
                response,
                "webhook-registered",
                () -> webhooks.register(user.organizationId(), form.toWanted(), form.since()),
                () -> newView(model, user));
    }

    /**
     * An endpoint.
     *
     * @param state only deliveries of which this became
     */
    @GetMapping("/{webhookId}")
    String show(
            @PathVariable String webhookId,
            @RequestParam(required = false) @Nullable DeliveryState state,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            SignedInUser user,
            Model model) {
        var endpoint = webhooks.endpoint(webhookId, user);
        fill(endpoint, user, model);
        model.addAttribute("deliveries", webhooks.deliveries(endpoint, state, cursor, LIMIT));
        model.addAttribute("state", state);
        model.addAttribute("cursor", Text.orNull(cursor));
        return "webhook/show";
    }

    @GetMapping("/{webhookId}/edit")
    ModelAndView edit(@PathVariable String webhookId, SignedInUser user, Model model) {
        var status = fillToEdit(webhookId, user, model);
        return forms.show(FORM_VIEW, model, WebhookForm.of(status));
    }

    private WebhookStatus fillToEdit(String webhookId, SignedInUser user, Model model) {
        var status = fill(webhooks.endpoint(webhookId, user), user, model);
        model.addAttribute(Forms.VERSION, status.webhook().version());
        return status;
    }

    @PostMapping("/{webhookId}/edit")
    ModelAndView change(
            @PathVariable String webhookId,
            @Valid @ModelAttribute(Forms.FORM) WebhookForm form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable Long version,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                WebhookForm.class,
                binding,
                model,
                locale,
                webhooks.endpoint(webhookId, user),
                to -> webhooks.change(
                        to, form.toWanted(), version == null ? OptionalLong.empty() : OptionalLong.of(version)),
                "webhook-changed",
                () -> {
                    fillToEdit(webhookId, user, model);
                    return FORM_VIEW;
                });
    }

    /**
     * Another secret.
     *
     * @param overlapDays for how many days messages are signed with the one before too; 0 where they are not
     */
    record RotateSecretForm(
            @Min(0) @Max(30) int overlapDays,
            @NotBlank @Size(max = Reason.REASON_LENGTH) String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {}

    @GetMapping("/{webhookId}/rotate")
    ModelAndView rotation(@PathVariable String webhookId, SignedInUser user, Model model) {
        return forms.show(actionView("ROTATE", webhookId, user, model), model, null);
    }

    @PostMapping("/{webhookId}/rotate")
    ModelAndView rotate(
            @PathVariable String webhookId,
            @Valid @ModelAttribute(Forms.FORM) RotateSecretForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var endpoint = webhooks.endpoint(webhookId, user);
        return issue(
                RotateSecretForm.class,
                binding,
                model,
                locale,
                response,
                "webhook-secret-rotated",
                () -> webhooks.rotate(
                        endpoint,
                        form.overlapDays() == 0 ? null : clock.instant().plus(Duration.ofDays(form.overlapDays())),
                        new Reason(form.reason(), form.comment())),
                () -> actionView("ROTATE", webhookId, user, model));
    }

    /** From where everything is sent again, and why. */
    record RecoverForm(
            @NotNull @Min(0) Long since,
            @NotBlank @Size(max = Reason.REASON_LENGTH) String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {}

    @GetMapping("/{webhookId}/recover")
    ModelAndView recovery(@PathVariable String webhookId, SignedInUser user, Model model) {
        return forms.show(actionView("RECOVER", webhookId, user, model), model, null);
    }

    @PostMapping("/{webhookId}/recover")
    ModelAndView recover(
            @PathVariable String webhookId,
            @Valid @ModelAttribute(Forms.FORM) RecoverForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                RecoverForm.class,
                binding,
                model,
                locale,
                webhooks.endpoint(webhookId, user),
                to -> webhooks.send(
                        new RecoverWebhook(to.webhookId(), to.organizationId(), form.since()),
                        new Reason(form.reason(), form.comment())),
                "webhook-recovery-requested",
                () -> actionView("RECOVER", webhookId, user, model));
    }

    @GetMapping("/{webhookId}/disable")
    ModelAndView disabling(@PathVariable String webhookId, SignedInUser user, Model model) {
        return forms.show(actionView("DISABLE", webhookId, user, model), model, null);
    }

    @PostMapping("/{webhookId}/disable")
    ModelAndView disable(
            @PathVariable String webhookId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        return submit(
                Reason.class,
                binding,
                model,
                locale,
                webhooks.endpoint(webhookId, user),
                to -> webhooks.send(new DisableWebhook(to.webhookId(), to.organizationId()), form),
                "webhook-disabled",
                () -> actionView("DISABLE", webhookId, user, model));
    }

    @GetMapping("/{webhookId}/remove")
    ModelAndView removal(@PathVariable String webhookId, SignedInUser user, Model model) {
        return forms.show(actionView("REMOVE", webhookId, user, model), model, null);
    }

    @PostMapping("/{webhookId}/remove")
    ModelAndView remove(
            @PathVariable String webhookId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var to = webhooks.endpoint(webhookId, user);
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> Done.at(
                        HOME,
                        webhooks.send(new RemoveWebhook(to.webhookId(), to.organizationId()), form),
                        "webhook-removed"),
                () -> actionView("REMOVE", webhookId, user, model));
    }

    @PostMapping("/{webhookId}/enable")
    ModelAndView enable(@PathVariable String webhookId, SignedInUser user) {
        var to = webhooks.endpoint(webhookId, user);
        return done(to, webhooks.send(new EnableWebhook(to.webhookId(), to.organizationId()), null), "webhook-enabled");
    }

    /** Shows what was answered there; nothing changed. */
    @PostMapping("/{webhookId}/test")
    String test(@PathVariable String webhookId, SignedInUser user, Model model) {
        var endpoint = webhooks.endpoint(webhookId, user);
        fill(endpoint, user, model);
        model.addAttribute("delivery", webhooks.test(endpoint));
        return "webhook/tested";
    }

    @PostMapping("/{webhookId}/deliveries/{deliveryId}/resend")
    ModelAndView resend(@PathVariable String webhookId, @PathVariable String deliveryId, SignedInUser user) {
        var to = webhooks.endpoint(webhookId, user);
        var delivery = webhooks.delivery(to, deliveryId);
        return done(
                to,
                webhooks.send(new ResendDelivery(to.webhookId(), to.organizationId(), delivery.deliveryId()), null),
                "webhook-resend-requested");
    }

    private ModelAndView done(Endpoint endpoint, Receipt receipt, String notice) {
        return forms.redirect(Done.at(HOME + "/" + endpoint.webhookId(), receipt, notice));
    }

    private ModelAndView issue(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            HttpServletResponse response,
            String notice,
            Supplier<Issued> action,
            Supplier<String> again) {
        return forms.submitForSecret(
                type,
                binding,
                model,
                locale,
                response,
                "secret",
                "webhook/secret",
                () -> {
                    var done = action.get();
                    model.addAttribute("webhookId", done.webhookId().value());
                    model.addAttribute("secret", done.secret());
                    return Done.at(HOME + "/" + done.webhookId(), done.receipt(), notice);
                },
                again);
    }

    private ModelAndView submit(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            Endpoint endpoint,
            Function<Endpoint, Receipt> command,
            String notice,
            Supplier<String> again) {
        return forms.submit(
                type,
                binding,
                model,
                locale,
                () -> Done.at(HOME + "/" + endpoint.webhookId(), command.apply(endpoint), notice),
                again);
    }

    private String actionView(String action, String webhookId, SignedInUser user, Model model) {
        fill(webhooks.endpoint(webhookId, user), user, model);
        model.addAttribute("action", action);
        return ACTION;
    }

    private WebhookStatus fill(Endpoint endpoint, SignedInUser user, Model model) {
        model.addAttribute("position", webhooks.position());
        var status = webhooks.find(endpoint);
        model.addAttribute("status", status);
        model.addAttribute("webhook", status.webhook());
        model.addAttribute("now", clock.instant());
        model.addAttribute("ofOperator", user.isOfOperator());
        model.addAttribute(
                "organizations",
                user.isOfOperator() ? names.ofOrganizations(Stream.of(endpoint.organizationId())) : Map.of());
        return status;
    }
}
