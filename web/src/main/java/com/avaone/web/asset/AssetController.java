package com.avaone.web.asset;

import com.avaone.api.asset.AssetCommand.DeleteAsset;
import com.avaone.api.asset.AssetCommand.DescribeAsset;
import com.avaone.api.asset.AssetPage;
import com.avaone.api.asset.AssetQuery.FindAsset;
import com.avaone.api.asset.AssetView;
import com.avaone.api.kernel.Receipt;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The library of pictures, for who edits the site. */
@RestController
@Access(Audience.SYSTEM_ADMIN)
@Tag(
        name = "Assets",
        description = "Pictures of the public site. What is stored was written anew and has several sizes.")
class AssetController {

    private static final String ASSETS = "/api/admin/assets";

    private final Uploads uploads;
    private final Commands commands;
    private final Queries queries;
    private final Answers answers;
    private final CurrentRequest request;

    AssetController(Uploads uploads, Commands commands, Queries queries, Answers answers, CurrentRequest request) {
        this.uploads = uploads;
        this.commands = commands;
        this.queries = queries;
        this.answers = answers;
        this.request = request;
    }

    @PostMapping({"/api/cms/upload", "/api/admin/upload-image"})
    @Access(value = Audience.SYSTEM_ADMIN, files = true)
    @Operation(
            summary = "Upload a picture",
            description =
                    "A JPEG, PNG or GIF of up to 10 MB, 8,000 pixels a side and 25 million in all, as the part `image`. The bytes "
                            + "decide what it is. It is written anew, upright, without what a camera noted; of a moving GIF stays the first picture. "
                            + "The same picture is there once, whoever sends it how often.")
    @ApiResponse(
            responseCode = "200",
            description = "It was there already",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @ApiResponse(
            responseCode = "201",
            description = "It is there",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @ApiResponse(responseCode = "413", description = "`too-large`")
    @ApiResponse(
            responseCode = "422",
            description = "`image-type-not-allowed`, `image-too-large`, `image-not-readable`")
    @ApiResponse(
            responseCode = "503",
            description = "`unavailable`: too many are being taken in; `asset-bytes-missing`")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schemaProperties =
                                    @SchemaProperty(
                                            name = Uploads.FIELD,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<Object> upload(
            @Parameter(hidden = true) @RequestParam(name = Uploads.FIELD, required = false) @Nullable
                    MultipartFile image) {
        var uploaded = uploads.take(image);
        var assetId = uploaded.assetId();
        return uploaded.isNew()
                ? answers.created(
                        uploaded.receipt(),
                        ASSETS + "/" + assetId,
                        position -> queries.ask(new FindAsset(assetId), AssetView.class, position))
                : answers.done(
                        uploaded.receipt(), position -> queries.ask(new FindAsset(assetId), AssetView.class, position));
    }

    @GetMapping(ASSETS)
    @Operation(summary = "List pictures", description = "What was uploaded last first, a page at a time.")
    AssetPage list(@ParameterObject @Valid @ModelAttribute AssetFilter filter) {
        return queries.ask(filter.toQuery(), AssetPage.class);
    }

    @GetMapping(ASSETS + "/{assetId}")
    @Operation(summary = "Read a picture", description = "Where it is, in which sizes. The ETag is its version.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<AssetView> get(@PathVariable String assetId) {
        var view = queries.ask(new FindAsset(PathId.asset(assetId)), AssetView.class);
        return answers.found(view, view.version());
    }

    @PutMapping(ASSETS + "/{assetId}")
    @Operation(
            summary = "Say what a picture shows",
            description = "In place of what was said before. Needs `If-Match`. The same changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<Object> describe(@PathVariable String assetId, @Valid @RequestBody DescribeAssetRequest body) {
        var _ = request.requireIfMatch();
        return answers.done(commands.send(new DescribeAsset(PathId.asset(assetId), body.toAltText())));
    }

    @DeleteMapping(ASSETS + "/{assetId}")
    @Operation(summary = "Delete a picture", description = "With its bytes: its addresses answer 404 from then on.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<Object> delete(@PathVariable String assetId) {
        return answers.done(commands.send(new DeleteAsset(PathId.asset(assetId))));
    }
}
