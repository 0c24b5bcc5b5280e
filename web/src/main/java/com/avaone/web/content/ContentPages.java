package com.avaone.web.content;

import static com.avaone.web.kernel.page.Forms.filled;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentCommand;
import com.avaone.api.content.ContentCommand.CancelContentSchedule;
import com.avaone.api.content.ContentCommand.EditContent;
import com.avaone.api.content.ContentCommand.PublishContent;
import com.avaone.api.content.ContentCommand.RestoreContent;
import com.avaone.api.content.ContentCommand.ScheduleContent;
import com.avaone.api.content.ContentCommand.UnpublishContent;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.ContentPage;
import com.avaone.api.content.ContentQuery.FindContent;
import com.avaone.api.content.ContentQuery.FindContentRevision;
import com.avaone.api.content.ContentQuery.FindContentRevisions;
import com.avaone.api.content.ContentQuery.FindContents;
import com.avaone.api.content.ContentQuery.FindContentsOf;
import com.avaone.api.content.ContentRevision;
import com.avaone.api.content.ContentRevisionPage;
import com.avaone.api.content.ContentRule;
import com.avaone.api.content.ContentView;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.problem.ProblemTexts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Pages on which the operator writes and publishes the site. */
@PageController
@RequestMapping("/admin")
@Access(Audience.SYSTEM_ADMIN)
class ContentPages {

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final Set<String> PROCESSORS = Set.of("content");
    private static final String EDIT = "content/edit";
    private static final String ACTION = "content/action";

    private static final int LISTED = 50;
    private static final int REVISIONS = 15;

    /** In the order in which the home page shows them. */
    private static final List<ContentKind> HOME_SECTIONS = List.of(
            ContentKind.HERO,
            ContentKind.STATS,
            ContentKind.FEATURES,
            ContentKind.TESTIMONIALS,
            ContentKind.PRICING,
            ContentKind.FOOTER);

    private static final List<ContentKind> SITE_SECTIONS =
            List.of(ContentKind.SETTINGS, ContentKind.NAVIGATION, ContentKind.FOOTER);

    private final Queries queries;
    private final Commands commands;
    private final ReadState readState;
    private final Names names;
    private final Forms forms;
    private final ProblemTexts problems;
    private final Previews previews;

    ContentPages(
            Queries queries,
            Commands commands,
            ReadState readState,
            Names names,
            Forms forms,
            ProblemTexts problems,
            Previews previews) {
        this.queries = queries;
        this.commands = commands;
        this.readState = readState;
        this.names = names;
        this.forms = forms;
        this.problems = problems;
        this.previews = previews;
    }

    /** What is done with a part of the site. */
    enum Action {
        PUBLISH,
        SCHEDULE,
        CANCEL,
        UNPUBLISH,
        RESTORE,
        SHARE;

        /** The rule by which the part refuses; absent where it does not. */
        private @Nullable ContentRule refusal(ContentView content) {
            return switch (this) {
                case PUBLISH, SCHEDULE, SHARE -> content.draft() == null ? ContentRule.NO_DRAFT : null;
                case CANCEL -> content.scheduled() == null ? ContentRule.NOT_SCHEDULED : null;
                case UNPUBLISH -> content.published() == null ? ContentRule.NOT_PUBLISHED : null;
                case RESTORE -> null;
            };
        }
    }

    @GetMapping("/cms")
    String list(
            @RequestParam(required = false) @Nullable ContentLanguage language,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            Model model) {
        Console.shows(model, readState.reachedBy(PROCESSORS));
        var page = queries.ask(new FindContents(OPERATOR, language, Text.orNull(cursor), LISTED), ContentPage.class);
        model.addAttribute("page", page);
        model.addAttribute("cursor", Text.orNull(cursor));
        model.addAttribute("language", language);
        model.addAttribute("languages", ContentLanguage.values());
        model.addAttribute("people", people(page.items().stream()));
        return "content/list";
    }

    private Map<String, String> people(Stream<ContentView> contents) {
        return names.ofActors(contents.flatMap(content -> Stream.of(
                content.draft() == null ? null : content.draft().editedBy(),
                content.published() == null ? null : content.published().publishedBy())));
    }

    @GetMapping("/cms/homepage")
    String homepage(Model model) {
        return sections(HOME_SECTIONS, "content/homepage", model);
    }

    @GetMapping("/website")
    String website(Model model) {
        return sections(SITE_SECTIONS, "content/website", model);
    }

    private String sections(List<ContentKind> kinds, String view, Model model) {
        Console.shows(model, readState.reachedBy(PROCESSORS));
        var wanted = kinds.stream()
                .map(ContentKey::of)
                .flatMap(key -> Arrays.stream(ContentLanguage.values()).map(language -> ContentId.of(key, language)))
                .collect(Collectors.toSet());
        var found = queries.ask(new FindContentsOf(OPERATOR, wanted), ContentPage.class).items().stream()
                .collect(Collectors.toMap(content -> content.key() + "/" + content.language(), Function.identity()));
        model.addAttribute("kinds", kinds);
        model.addAttribute("languages", ContentLanguage.values());
        model.addAttribute("contents", found);
        model.addAttribute("people", people(found.values().stream()));
        return view;
    }

    /**
     * Which page is to be written.
     *
     * @param slug its name in addresses
     */
    record NewPageForm(
            @Nullable ContentKind kind,
            @Size(max = 40) @Nullable String slug,
            @Nullable ContentLanguage language) {}

    @GetMapping("/cms/new")
    ModelAndView fresh(Model model) {
        return forms.show(newPage(model), model, null);
    }

    /** Nothing is written yet: the editor of the page opens. */
    @PostMapping("/cms/new")
    ModelAndView openEditor(
            @Valid @ModelAttribute(Forms.FORM) NewPageForm form, BindingResult binding, Model model, Locale locale) {
        if (binding.hasErrors() || !isKey(form)) {
            return forms.submit(
                    NewPageForm.class,
                    binding,
                    model,
                    locale,
                    () -> {
                        throw new InvalidValue(
                                "slug", "must be lower-case letters, digits and hyphens, such as imprint");
                    },
                    () -> newPage(model));
        }
        return Forms.seeOther(address(keyOf(form), filled("language", form.language())));
    }

    private static boolean isKey(NewPageForm form) {
        try {
            return keyOf(form).kind() == form.kind();
        } catch (InvalidValue _) {
            return false;
        }
    }

    private static ContentKey keyOf(NewPageForm form) {
        return ContentKey.parse(
                "slug",
                ContentKey.of(filled("kind", form.kind()), String.valueOf(Text.orNull(form.slug())))
                        .value());
    }

    private static String newPage(Model model) {
        model.addAttribute("kinds", List.of(ContentKind.PAGE, ContentKind.PRODUCT, ContentKind.SERVICE));
        model.addAttribute("languages", ContentLanguage.values());
        return "content/new";
    }

    @GetMapping("/cms/edit")
    ModelAndView edit(@RequestParam String key, @RequestParam ContentLanguage language, Model model) {
        return forms.show(editor(key(key), language, null, model), model, null);
    }

    /** @param typed everything that was sent: where a field cannot even be read there is no form, and nothing may be lost */
    @PostMapping("/cms/edit")
    ModelAndView save(
            @Valid @ModelAttribute(Forms.FORM) @Nullable ContentForm form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam Map<String, String> typed,
            Model model,
            Locale locale) {
        var key = ContentKey.parse("key", typed.get("key"));
        var language = language(typed.get("language"));
        return forms.submit(
                ContentForm.class,
                binding,
                model,
                locale,
                () -> Done.at(
                        address(key, language),
                        commands.send(
                                new EditContent(
                                        key,
                                        language,
                                        EditContentRequest.judged(
                                                key, ContentForm.typed(typed).fields())),
                                null,
                                null,
                                ofNullable(version)),
                        "content-saved"),
                () -> {
                    model.addAttribute(Forms.VERSION, version);
                    return editor(key, language, ContentForm.typed(typed), model);
                });
    }

    private static ContentLanguage language(@Nullable String text) {
        return Arrays.stream(ContentLanguage.values())
                .filter(language -> language.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("language", "must be EN or HI"));
    }

    private static OptionalLong ofNullable(@Nullable Long version) {
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    private static ContentKey key(String text) {
        try {
            return ContentKey.parse("key", text);
        } catch (IllegalArgumentException _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such part of the site.");
        }
    }

    static String address(ContentKey key, ContentLanguage language) {
        return UriComponentsBuilder.fromPath("/admin/cms/edit")
                .queryParam("key", key)
                .queryParam("language", language)
                .build()
                .toUriString();
    }

    /** @param typed what was refused; null where the part is shown as it is */
    private String editor(ContentKey key, ContentLanguage language, @Nullable ContentBody typed, Model model) {
        var id = ContentId.of(key, language);
        var content = typed == null ? findIfThere(id) : findIfAnswered(id);
        var body = typed != null ? typed : content == null ? ContentBody.EMPTY : content.body();
        model.addAttribute("key", key);
        model.addAttribute("language", language);
        model.addAttribute("languages", ContentLanguage.values());
        model.addAttribute("kind", key.kind());
        model.addAttribute("content", content);
        model.addAttribute("body", body);
        // One empty item behind them can be filled in without a script.
        model.addAttribute(
                "itemCount", Math.min(body.items().size() + 1, key.kind().maxItems()));
        if (content != null) {
            Console.shows(model, readState.reachedBy(PROCESSORS));
            model.addAttribute(Forms.VERSION, content.version());
            var revisions =
                    queries.ask(new FindContentRevisions(OPERATOR, id, null, REVISIONS), ContentRevisionPage.class);
            model.addAttribute("revisions", revisions);
            model.addAttribute(
                    "people", names.ofActors(revisions.items().stream().map(ContentRevision::author)));
        }
        return EDIT;
    }

    /** What was typed is shown again also where nobody can say now what it is to take the place of. */
    private @Nullable ContentView findIfAnswered(ContentId id) {
        try {
            return findIfThere(id);
        } catch (Rejected rejected) {
            if (rejected.rejection().kind() == Rule.Kind.UNAVAILABLE) {
                return null;
            }
            throw rejected;
        }
    }

    private @Nullable ContentView findIfThere(ContentId id) {
        try {
            return find(id);
        } catch (Rejected rejected) {
            if (rejected.rejection().code().equals(KernelRule.NOT_FOUND.code())) {
                return null;
            }
            throw rejected;
        }
    }

    private ContentView find(ContentId id) {
        return queries.ask(new FindContent(OPERATOR, id), ContentView.class);
    }

    /** What was written once beside what it is compared with: the revision before where nothing else is asked for. */
    @GetMapping("/cms/{contentId}/revisions/{revision}")
    String compare(
            @PathVariable String contentId,
            @PathVariable String revision,
            @RequestParam(required = false) @Nullable Integer against,
            Model model) {
        var content = find(PathId.content(contentId));
        var shown = revision(content.contentId(), PathId.revision(revision));
        var other = against == null ? shown.revision() - 1 : against;
        var before = other < 1
                ? ContentBody.EMPTY
                : revision(content.contentId(), other).body();
        Console.shows(model, readState.reachedBy(PROCESSORS));
        model.addAttribute("content", content);
        model.addAttribute("revision", shown);
        model.addAttribute("against", other);
        model.addAttribute("differences", before.differencesTo(shown.body()));
        model.addAttribute("people", names.ofActors(Stream.of(shown.author())));
        return "content/compare";
    }

    private ContentRevision revision(ContentId contentId, int revision) {
        return queries.ask(new FindContentRevision(OPERATOR, contentId, revision), ContentRevision.class);
    }

    /**
     * What the form of an action sends: each has some of these fields.
     *
     * @param revision of PUBLISH: the one that was seen; of RESTORE: the one that is to be the draft
     * @param publishAt in UTC
     * @param expiresAt in UTC
     */
    record ActionForm(
            @Nullable Integer revision,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime publishAt,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
            LocalDateTime expiresAt,

            @Size(max = Reason.REASON_LENGTH) @Nullable String reason,
            @Size(max = Reason.COMMENT_LENGTH) @Nullable String comment) {

        private ContentCommand toCommand(Action action, ContentId id) {
            return switch (action) {
                case PUBLISH -> new PublishContent(id, OPERATOR, revision);
                case SCHEDULE ->
                    new ScheduleContent(
                            id, OPERATOR, filled("publishAt", publishAt).toInstant(ZoneOffset.UTC));
                case CANCEL -> new CancelContentSchedule(id, OPERATOR);
                case UNPUBLISH -> new UnpublishContent(id, OPERATOR);
                case RESTORE -> new RestoreContent(id, OPERATOR, filled("revision", revision));
                case SHARE -> throw new IllegalArgumentException("A link is not made by a form's command");
            };
        }
    }

    @GetMapping("/cms/{contentId}/do/{action}")
    ModelAndView action(
            @PathVariable String contentId,
            @PathVariable Action action,
            @RequestParam(required = false) @Nullable Integer revision,
            Model model,
            Locale locale) {
        var refusal = action.refusal(fill(contentId, action, revision, model));
        if (refusal != null) {
            model.addAttribute("refusal", problems.explanation(refusal, locale));
        }
        return forms.show(ACTION, model, null);
    }

    @PostMapping("/cms/{contentId}/do/{action}")
    ModelAndView act(
            @PathVariable String contentId,
            @PathVariable Action action,
            @Valid @ModelAttribute(Forms.FORM) @Nullable ActionForm form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var content = find(PathId.content(contentId));
        if (form != null && action == Action.SHARE && !binding.hasErrors()) {
            return share(content, form, binding, model, locale);
        }
        return forms.submit(
                ActionForm.class,
                binding,
                model,
                locale,
                () -> Done.at(
                        address(content.key(), content.language()),
                        commands.send(
                                Objects.requireNonNull(form).toCommand(action, content.contentId()),
                                form.reason(),
                                form.comment(),
                                OptionalLong.empty()),
                        "content-" + action.name().toLowerCase(Locale.ROOT)),
                () -> again(contentId, action, form == null ? null : form.revision(), model));
    }

    /** The page of a new link: told this once, so it is shown at once and not behind another address. */
    private ModelAndView share(
            ContentView content, ActionForm form, BindingResult binding, Model model, Locale locale) {
        try {
            var link = previews.share(
                    content.contentId(),
                    form.expiresAt() == null ? null : form.expiresAt().toInstant(ZoneOffset.UTC));
            model.addAttribute("link", link);
            return forms.show(again(content.contentId().value(), Action.SHARE, null, model), model, null);
        } catch (Rejected rejected) {
            return forms.submit(
                    ActionForm.class,
                    binding,
                    model,
                    locale,
                    () -> {
                        throw rejected;
                    },
                    () -> again(content.contentId().value(), Action.SHARE, null, model));
        }
    }

    private String again(String contentId, Action action, @Nullable Integer revision, Model model) {
        fill(contentId, action, revision, model);
        return ACTION;
    }

    private ContentView fill(String contentId, Action action, @Nullable Integer revision, Model model) {
        var content = find(PathId.content(contentId));
        model.addAttribute("content", content);
        model.addAttribute("action", action.name());
        model.addAttribute("revision", revision);
        return content;
    }
}
