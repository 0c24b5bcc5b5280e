package com.avaone.web.asset;

import com.avaone.api.asset.AssetCommand.DeleteAsset;
import com.avaone.api.asset.AssetCommand.DescribeAsset;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.AssetPage;
import com.avaone.api.asset.AssetQuery.FindAsset;
import com.avaone.api.asset.AssetView;
import com.avaone.api.asset.ImageType;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** The pages of the library of pictures. */
@PageController
@RequestMapping(AssetPages.HOME)
@Access(Audience.SYSTEM_ADMIN)
class AssetPages {

    static final String HOME = "/admin/website/assets";

    private static final int MOST_MEGABYTES = 10;
    private static final int IN_DIALOG = 12;

    private final Uploads uploads;
    private final Commands commands;
    private final Queries queries;
    private final Forms forms;

    AssetPages(Uploads uploads, Commands commands, Queries queries, Forms forms) {
        this.uploads = uploads;
        this.commands = commands;
        this.queries = queries;
        this.forms = forms;
    }

    /** A picture, as a page sends it that runs no script. */
    record UploadForm(@Nullable MultipartFile image) {}

    /** Nothing is asked where something is to be confirmed. */
    record ConfirmForm() {}

    @GetMapping
    ModelAndView list(@Valid @ModelAttribute("filter") AssetFilter filter, Model model) {
        return forms.show(list(filter, model, filter.cursor()), model, filter);
    }

    @PostMapping
    @Access(value = Audience.SYSTEM_ADMIN, files = true)
    ModelAndView upload(
            @Valid @ModelAttribute(Forms.FORM) UploadForm form, BindingResult binding, Model model, Locale locale) {
        return forms.submit(
                UploadForm.class,
                binding,
                model,
                locale,
                () -> {
                    var uploaded = uploads.take(form.image());
                    return Done.at(
                            HOME + "/" + uploaded.assetId(),
                            uploaded.receipt(),
                            uploaded.isNew() ? "asset-uploaded" : "asset-there");
                },
                () -> list(new AssetFilter(null, null, null, null), model, null));
    }

    /** The library as a dialog in which something is chosen; more is uploaded in the library itself. */
    @GetMapping("/pick")
    ModelAndView pick(@Valid @ModelAttribute("filter") AssetFilter filter, Model model) {
        list(filter.atMost(IN_DIALOG), model, filter.cursor());
        return forms.show("asset/pick", model, filter);
    }

    private String list(AssetFilter filter, Model model, @Nullable String cursor) {
        model.addAttribute("page", queries.ask(filter.toQuery(), AssetPage.class));
        model.addAttribute("cursor", cursor);
        model.addAttribute("types", new ImageType[] {ImageType.JPEG, ImageType.PNG});
        model.addAttribute("most", MOST_MEGABYTES);
        return "asset/list";
    }

    @GetMapping("/{assetId}")
    ModelAndView show(@PathVariable String assetId, Model model) {
        return forms.show(view("asset/show", PathId.asset(assetId), model), model, null);
    }

    @PostMapping("/{assetId}")
    ModelAndView describe(
            @PathVariable String assetId,
            @Valid @ModelAttribute(Forms.FORM) DescribeAssetRequest form,
            BindingResult binding,
            @RequestParam(required = false) @Nullable Long version,
            Model model,
            Locale locale) {
        var id = PathId.asset(assetId);
        return forms.submit(
                DescribeAssetRequest.class,
                binding,
                model,
                locale,
                () -> Done.at(
                        HOME + "/" + id,
                        commands.send(
                                new DescribeAsset(id, form.toAltText()),
                                null,
                                null,
                                version == null ? OptionalLong.empty() : OptionalLong.of(version)),
                        "asset-described"),
                () -> view("asset/show", id, model));
    }

    @GetMapping("/{assetId}/delete")
    ModelAndView deleting(@PathVariable String assetId, Model model) {
        return forms.show(view("asset/delete", PathId.asset(assetId), model), model, null);
    }

    @PostMapping("/{assetId}/delete")
    ModelAndView delete(
            @PathVariable String assetId,
            @Valid @ModelAttribute(Forms.FORM) ConfirmForm form,
            BindingResult binding,
            Model model,
            Locale locale) {
        var id = PathId.asset(assetId);
        return forms.submit(
                ConfirmForm.class,
                binding,
                model,
                locale,
                () -> Done.at(HOME, commands.send(new DeleteAsset(id)), "asset-deleted"),
                () -> view("asset/delete", id, model));
    }

    private String view(String template, AssetId assetId, Model model) {
        var asset = queries.ask(new FindAsset(assetId), AssetView.class);
        model.addAttribute("asset", asset);
        model.addAttribute("sizes", asset.sizes().toList().reversed());
        model.addAttribute(Forms.VERSION, asset.version());
        return template;
    }
}
