package com.avaone.web.user.manage;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand;
import com.avaone.api.user.UserCommand.ActivateUser;
import com.avaone.api.user.UserCommand.AssignProduct;
import com.avaone.api.user.UserCommand.ChangeRole;
import com.avaone.api.user.UserCommand.ChangeServiceRoles;
import com.avaone.api.user.UserCommand.ChangeUserProfile;
import com.avaone.api.user.UserCommand.DeactivateUser;
import com.avaone.api.user.UserCommand.EraseUser;
import com.avaone.api.user.UserCommand.RemoveSecondFactor;
import com.avaone.api.user.UserCommand.ResendInvitation;
import com.avaone.api.user.UserCommand.UnlockUser;
import com.avaone.api.user.UserCommand.WithdrawInvitation;
import com.avaone.api.user.UserCommand.WithdrawProduct;
import com.avaone.api.user.UserView;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.Owner;
import com.avaone.web.kernel.page.Products;
import com.avaone.web.user.manage.Users.InvitationLink;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
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

/** Pages of users: an organization's, and the operator's own. {@code organization} is in the path of the former only. */
abstract class UserPages {

    private static final int HISTORY = 30;
    private static final String ACTION = "user/action";
    private static final String INVITE = "user/invite";

    /** What is done to a user with nothing but a reason. */
    enum Action {
        ACTIVATE(ActivateUser::new),
        DEACTIVATE(DeactivateUser::new),
        ERASE(EraseUser::new),
        RESEND(ResendInvitation::new),
        WITHDRAW(WithdrawInvitation::new),
        UNLOCK(UnlockUser::new),
        REMOVE_SECOND_FACTOR(RemoveSecondFactor::new);

        private final BiFunction<UserId, OrganizationId, UserCommand> command;

        Action(BiFunction<UserId, OrganizationId, UserCommand> command) {
            this.command = command;
        }
    }

    private final Users users;
    private final Commands commands;
    private final Names names;
    private final Forms forms;
    private final Products products;

    UserPages(Users users, Commands commands, Names names, Forms forms, Products products) {
        this.users = users;
        this.commands = commands;
        this.names = names;
        this.forms = forms;
        this.products = products;
    }

    /**
     * Whose users the request is about.
     *
     * @param organization from the path; absent in the operator's
     */
    abstract Owner owner(@Nullable String organization, SignedInUser user);

    @GetMapping
    String list(
            @PathVariable(required = false) @Nullable String organization,
            @Valid @ModelAttribute("filter") UserFilter filter,
            SignedInUser user,
            Model model) {
        var found = fill(organization, user, model);
        Console.shows(model, users.reached());
        var query = filter.toQuery(found.organizationId());
        model.addAttribute("page", users.page(query));
        model.addAttribute("license", users.license(found.organizationId()));
        model.addAttribute(Forms.FORM, Forms.values(filter));
        model.addAttribute("cursor", query.cursor());
        model.addAttribute("roles", roles(found));
        model.addAttribute("products", found.isOperator() ? List.of() : products.ever());
        return "user/list";
    }

    @GetMapping("/new")
    ModelAndView invitation(
            @PathVariable(required = false) @Nullable String organization, SignedInUser user, Model model) {
        return forms.show(invitationView(organization, user, model), model, null);
    }

    @PostMapping
    ModelAndView invite(
            @PathVariable(required = false) @Nullable String organization,
            @Valid @ModelAttribute(Forms.FORM) InviteUserRequest form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var owner = owner(organization, user);
        return forms.submit(
                InviteUserRequest.class,
                binding,
                model,
                locale,
                () -> Done.at(owner.home(), users.invite(form, owner.organizationId()), "user-invited"),
                () -> invitationView(organization, user, model));
    }

    private String invitationView(@Nullable String organization, SignedInUser user, Model model) {
        var found = fill(organization, user, model);
        model.addAttribute("license", users.license(found.organizationId()));
        model.addAttribute("roles", roles(found));
        model.addAttribute("products", products(found, Set.of()));
        return INVITE;
    }

    @GetMapping("/{userId}")
    String show(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String userId,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String historyCursor,
            SignedInUser user,
            Model model) {
        var found = fill(organization, user, model);
        var id = PathId.user(userId);
        var cursor = Text.orNull(historyCursor);
        Console.shows(model, users.reached());
        model.addAttribute("user", users.find(found.organizationId(), id));
        model.addAttribute(
                "invitationLink",
                users.invitationLink(found.organizationId(), id)
                        .map(InvitationLink::link)
                        .orElse(null));
        var history = users.history(found.organizationId(), id, cursor, HISTORY);
        model.addAttribute("history", history);
        model.addAttribute("historyCursor", cursor);
        model.addAttribute("names", names.ofActors(history.items().stream().map(entry -> entry.actorId())));
        return "user/show";
    }

    @GetMapping("/{userId}/do/{action}")
    ModelAndView action(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String userId,
            @PathVariable Action action,
            SignedInUser user,
            Model model) {
        return forms.show(actionView(organization, userId, action.name(), user, model), model, null);
    }

    @PostMapping("/{userId}/do/{action}")
    ModelAndView act(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String userId,
            @PathVariable Action action,
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
                () -> users.change(owner.organizationId(), userId, form.reason(), form.comment(), action.command),
                owner,
                userId,
                "user-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                () -> actionView(organization, userId, action.name(), user, model));
    }

    @GetMapping("/{userId}/profile")
    ModelAndView profile(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String userId,
            SignedInUser user,
            Model model) {
        var view = actionView(organization, userId, "PROFILE", user, model);
        return forms.show(view, model, UserProfileRequest.of(shown(model).profile()));
    }

    @PostMapping("/{userId}/profile")
    ModelAndView changeProfile(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String userId,
            @Valid @ModelAttribute(Forms.FORM) UserProfileRequest form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var owner = owner(organization, user);
        return submit(
                UserProfileRequest.class,
                binding,
                model,
                locale,
                () -> users.change(
                        owner.organizationId(),
                        userId,
                        null,
                        null,
                        (id, of) -> new ChangeUserProfile(id, of, form.toProfile())),
                owner,
                userId,
                "user-changed",
                () -> actionView(organization, userId, "PROFILE", user, model));
    }

    /**
     * A form for what a user may do.
     *
     * @param products ticked; absent where none is
     */
    record RightsForm(
            Role role,
            @Nullable Boolean billing,
            @Nullable CrmRole crm,
            @Nullable PingoraRole pingora,
            @Nullable List<@Size(max = 40) String> products,
            @NotBlank @Size(max = Reason.REASON_LENGTH) String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        static RightsForm of(UserView view) {
            return new RightsForm(
                    view.role(),
                    view.serviceRoles().billing(),
                    view.serviceRoles().crm(),
                    view.serviceRoles().pingora(),
                    view.products().stream().map(ProductId::value).sorted().toList(),
                    "",
                    null);
        }
    }

    @GetMapping("/{userId}/rights")
    ModelAndView rights(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String userId,
            SignedInUser user,
            Model model) {
        var view = actionView(organization, userId, "RIGHTS", user, model);
        return forms.show(view, model, RightsForm.of(shown(model)));
    }

    @PostMapping("/{userId}/rights")
    ModelAndView changeRights(
            @PathVariable(required = false) @Nullable String organization,
            @PathVariable String userId,
            @Valid @ModelAttribute(Forms.FORM) RightsForm form,
            BindingResult binding,
            @RequestParam long version,
            SignedInUser user,
            Model model,
            Locale locale) {
        var owner = owner(organization, user);
        return submit(
                RightsForm.class,
                binding,
                model,
                locale,
                () -> changeRights(owner.organizationId(), PathId.user(userId), form, version),
                owner,
                userId,
                "user-changed",
                () -> actionView(organization, userId, "RIGHTS", user, model));
    }

    /** Everything is judged before anything is sent; each command acts on the version that the one before left. */
    private Receipt changeRights(OrganizationId organizationId, UserId userId, RightsForm form, long version) {
        var present = users.find(organizationId, userId).products();
        var wanted = new TreeSet<ProductId>();
        if (form.products() != null) {
            form.products().forEach(product -> wanted.add(ProductId.parse("products", product)));
        }
        var changes = new ArrayList<UserCommand>();
        changes.add(new ChangeRole(userId, organizationId, form.role()));
        changes.add(new ChangeServiceRoles(
                userId,
                organizationId,
                new ChangeServiceRolesRequest(form.billing(), form.crm(), form.pingora(), null, null)
                        .toServiceRoles()));
        wanted.stream()
                .filter(product -> !present.contains(product))
                .forEach(product -> changes.add(new AssignProduct(userId, organizationId, product)));
        present.stream()
                .filter(product -> !wanted.contains(product))
                .forEach(product -> changes.add(new WithdrawProduct(userId, organizationId, product)));
        var receipt = new Receipt(userId.value(), version, 0);
        for (var change : changes) {
            receipt = commands.send(change, form.reason(), form.comment(), OptionalLong.of(receipt.version()));
        }
        return receipt;
    }

    private ModelAndView submit(
            Class<? extends Record> type,
            BindingResult binding,
            Model model,
            Locale locale,
            Supplier<Receipt> action,
            Owner owner,
            String userId,
            String notice,
            Supplier<String> again) {
        return forms.submit(
                type,
                binding,
                model,
                locale,
                () -> Done.at(owner.home() + "/" + PathId.user(userId), action.get(), notice),
                again);
    }

    private String actionView(
            @Nullable String organization, String userId, String action, SignedInUser user, Model model) {
        var found = fill(organization, user, model);
        var view = users.find(found.organizationId(), PathId.user(userId));
        model.addAttribute("user", view);
        model.addAttribute("action", action);
        model.addAttribute("roles", roles(found));
        model.addAttribute("crmRoles", List.of(CrmRole.values()));
        model.addAttribute("pingoraRoles", List.of(PingoraRole.values()));
        model.addAttribute("products", products(found, view.products()));
        model.addAttribute(Forms.VERSION, view.version());
        return ACTION;
    }

    private static UserView shown(Model model) {
        if (model.getAttribute("user") instanceof UserView view) {
            return view;
        }
        throw new Rejected(KernelRule.NOT_FOUND, "There is no such user.");
    }

    private Owner fill(@Nullable String organization, SignedInUser user, Model model) {
        var owner = owner(organization, user);
        model.addAttribute("owner", owner);
        return owner;
    }

    private static List<Role> roles(Owner owner) {
        return Arrays.stream(Role.values())
                .filter(role -> role.isOfOperator() == owner.isOperator())
                .toList();
    }

    /** What a license has in it: the operator's users need none. */
    private List<String> products(Owner owner, Set<ProductId> had) {
        return owner.isOperator() ? List.of() : products.offeredBeside(had);
    }
}
