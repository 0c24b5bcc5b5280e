package com.avaone.web.client;

import com.avaone.api.client.ClientCommand.ChangeClientScopes;
import com.avaone.api.client.ClientCommand.RevokeClient;
import com.avaone.api.client.ClientCommand.RevokeToken;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.Receipt;
import com.avaone.web.client.Clients.Issued;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Owner;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pages of API clients: the operator's, and each organization's. */
abstract sealed class ClientPages permits OperatorClientPages, OrganizationClientPages {

    private static final int LIMIT = 50;
    private static final String ACTION = "client/action";
    private static final String NEW = "client/new";

    private final Clients clients;
    private final Forms forms;
    private final Clock clock;

    ClientPages(Clients clients, Forms forms, Clock clock) {
        this.clients = clients;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * Whose clients the request is about.
     *
     * @param organization from the path; absent in the operator's
     */
    abstract Owner owner(@Nullable String organization, SignedInUser user);

    @GetMapping
    String list(
            @PathVariable(required = false) @Nullable String organization,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            SignedInUser user,
            Model model) {
        var owner = fill(organization, user, model);
        model.addAttribute("page", clients.page(owner.organizationId(), cursor, LIMIT));
        model.addAttribute("cursor", Text.orNull(cursor));
        return "client/list";
    }

    @GetMapping("/new")
    ModelAndView blank(@PathVariable(required = false) @Nullable String organization, SignedInUser user, Model model) {
        return forms.show(newView(organization, user, model), model, null);
    }

    /** Shows the token on the answer itself: it is nowhere else, and never comes again. */
    @PostMapping
    ModelAndView create(
            @PathVariable(required = false) @Nullable String organization,
            @Valid @ModelAttribute(Forms.FORM) CreateClientRequest form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var owner = owner(organization, user);
        return issue(
                CreateClientRequest.class,
                binding,
                model,
                locale,
                response,
                owner,
                () -> clients.create(form, owner.organizationId()),
                () -> newView(organization, user, model));
    }

    @GetMapping("/{clientId}")
    String show(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            SignedInUser user,
            Model model) {
        fillClient(organization, clientId, user, model);
        return "client/show";
    }

    /**
     * Another token.
     *
     * @param overlapDays for how many days the one before is still good; 0 where it is not
     */
    record RotateForm(
            @Min(0) @Max(30) int overlapDays,
            @NotBlank @Size(max = Reason.REASON_LENGTH) String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {}

    @GetMapping("/{clientId}/rotate")
    ModelAndView rotation(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            SignedInUser user,
            Model model) {
        return forms.show(actionView("ROTATE", organization, clientId, user, model), model, null);
    }

    @PostMapping("/{clientId}/rotate")
    ModelAndView rotate(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            @Valid @ModelAttribute(Forms.FORM) RotateForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        var owner = owner(organization, user);
        return issue(
                RotateForm.class,
                binding,
                model,
                locale,
                response,
                owner,
                () -> clients.rotate(
                        PathId.client(clientId),
                        owner.organizationId(),
                        form.overlapDays() == 0 ? null : clock.instant().plus(Duration.ofDays(form.overlapDays())),
                        new Reason(form.reason(), form.comment())),
                () -> actionView("ROTATE", organization, clientId, user, model));
    }

    /**
     * Other scopes.
     *
     * @param scopes ticked; absent where none is
     */
    record ScopesForm(
            @Nullable List<@Size(max = 40) String> scopes,
            @NotBlank @Size(max = Reason.REASON_LENGTH) String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        Set<ClientScope> toScopes() {
            var wanted = scopes == null ? List.<String>of() : scopes;
            return Set.copyOf(Arrays.stream(ClientScope.values())
                    .filter(scope -> wanted.contains(scope.name()))
                    .toList());
        }
    }

    @GetMapping("/{clientId}/scopes")
    ModelAndView scopes(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            SignedInUser user,
            Model model) {
        var view = actionView("SCOPES", organization, clientId, user, model);
        return forms.show(view, model, null);
    }

    @PostMapping("/{clientId}/scopes")
    ModelAndView changeScopes(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            @Valid @ModelAttribute(Forms.FORM) ScopesForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var owner = owner(organization, user);
        return submit(
                ScopesForm.class,
                binding,
                model,
                locale,
                owner,
                clientId,
                id -> clients.send(
                        new ChangeClientScopes(id, owner.organizationId(), form.toScopes()),
                        new Reason(form.reason(), form.comment())),
                "client-scopes-changed",
                () -> actionView("SCOPES", organization, clientId, user, model));
    }

    @GetMapping("/{clientId}/revoke")
    ModelAndView revocation(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            SignedInUser user,
            Model model) {
        return forms.show(actionView("REVOKE", organization, clientId, user, model), model, null);
    }

    @PostMapping("/{clientId}/revoke")
    ModelAndView revoke(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var owner = owner(organization, user);
        return submit(
                Reason.class,
                binding,
                model,
                locale,
                owner,
                clientId,
                id -> clients.send(new RevokeClient(id, owner.organizationId()), form),
                "client-revoked",
                () -> actionView("REVOKE", organization, clientId, user, model));
    }

    @GetMapping("/{clientId}/tokens/{tokenId}/revoke")
    ModelAndView tokenRevocation(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            @PathVariable String tokenId,
            SignedInUser user,
            Model model) {
        model.addAttribute("tokenId", PathId.token(tokenId).value());
        return forms.show(actionView("REVOKE_TOKEN", organization, clientId, user, model), model, null);
    }

    @PostMapping("/{clientId}/tokens/{tokenId}/revoke")
    ModelAndView revokeToken(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String clientId,
            @PathVariable String tokenId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var owner = owner(organization, user);
        var token = PathId.token(tokenId);
        model.addAttribute("tokenId", token.value());
        return submit(
                Reason.class,
                binding,
                model,
                locale,
                owner,
                clientId,
                id -> clients.send(new RevokeToken(id, owner.organizationId(), token), form),
                "client-token-revoked",
                () -> actionView("REVOKE_TOKEN", organization, clientId, user, model));
    }

    private ModelAndView issue(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            HttpServletResponse response,
            Owner owner,
            Supplier<Issued> action,
            Supplier<String> again) {
        return forms.submitForSecret(
                type,
                binding,
                model,
                locale,
                response,
                "token",
                "client/token",
                () -> {
                    var done = action.get();
                    model.addAttribute("owner", owner);
                    model.addAttribute("clientId", done.clientId().value());
                    model.addAttribute("token", done.token());
                    return Done.at(owner.home() + "/" + done.clientId(), done.receipt(), "client-token-issued");
                },
                again);
    }

    /** Sends a command about the client that a path names. */
    private interface Sending {

        Receipt send(ClientId clientId);
    }

    private ModelAndView submit(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            Owner owner,
            String clientId,
            Sending command,
            String notice,
            Supplier<String> again) {
        var id = PathId.client(clientId);
        return forms.submit(
                type, binding, model, locale, () -> Done.at(owner.home() + "/" + id, command.send(id), notice), again);
    }

    private String newView(@Nullable String organization, SignedInUser user, Model model) {
        var owner = fill(organization, user, model);
        model.addAttribute("kinds", List.of(ClientKind.values()));
        model.addAttribute("scopes", scopesOf(owner));
        return NEW;
    }

    private String actionView(
            String action, @Nullable String organization, String clientId, SignedInUser user, Model model) {
        var owner = fillClient(organization, clientId, user, model);
        model.addAttribute("action", action);
        model.addAttribute("scopes", scopesOf(owner));
        return ACTION;
    }

    /** Those that a client of the owner can have. */
    private static List<ClientScope> scopesOf(Owner owner) {
        var ofOperator = owner.isOperator();
        return Arrays.stream(ClientScope.values())
                .filter(scope -> ofOperator || !scope.isOfOperator())
                .toList();
    }

    private Owner fillClient(@Nullable String organization, String clientId, SignedInUser user, Model model) {
        var owner = fill(organization, user, model);
        ClientView view = clients.find(owner.organizationId(), PathId.client(clientId));
        model.addAttribute("client", view);
        model.addAttribute("uses", clients.lastUses(view));
        model.addAttribute("now", clock.instant());
        return owner;
    }

    private Owner fill(@Nullable String organization, SignedInUser user, Model model) {
        var owner = owner(organization, user);
        model.addAttribute("owner", owner);
        model.addAttribute("position", clients.position());
        return owner;
    }
}
