package com.avaone.web.asset;

import com.avaone.api.asset.AssetBytes;
import com.avaone.api.asset.AssetCommand.UploadAsset;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.AssetQuery.FindAsset;
import com.avaone.api.asset.AssetView;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.asset.picture.PictureIntake;
import com.avaone.web.asset.picture.StoredPicture;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.Queries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Takes a picture in: makes it ours, stores its bytes, and only then tells of it. */
@Component
class Uploads {

    /** Name of the part with the file, and of the field in a page. */
    static final String FIELD = "image";

    private final PictureIntake intake;
    private final AssetBytes bytes;
    private final Commands commands;
    private final Queries queries;

    Uploads(PictureIntake intake, AssetBytes bytes, Commands commands, Queries queries) {
        this.intake = intake;
        this.bytes = bytes;
        this.commands = commands;
        this.queries = queries;
    }

    /**
     * What became of it.
     *
     * @param isNew whether it was not there before
     */
    record Uploaded(AssetId assetId, Receipt receipt, boolean isNew) {}

    Uploaded take(@Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            throw new InvalidValue(FIELD, "must be a picture");
        }
        var picture = picture(file);
        var original = picture.original().variant();
        var assetId = AssetId.of(original.sha256());
        var isNew = !isThere(assetId);
        Stream.concat(Stream.of(picture.original()), picture.variants().stream())
                .forEach(part -> bytes.store(assetId, part.variant().sha256(), part.bytes()));
        var receipt = commands.send(new UploadAsset(
                Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                picture.sentAs(),
                original,
                picture.variants().stream().map(StoredPicture.Encoded::variant).toList()));
        return new Uploaded(assetId, receipt, isNew);
    }

    private StoredPicture picture(MultipartFile file) {
        try {
            return intake.take(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean isThere(AssetId assetId) {
        try {
            var _ = queries.ask(new FindAsset(assetId), AssetView.class);
            return true;
        } catch (Rejected rejected) {
            if (rejected.rejection().code().equals(KernelRule.NOT_FOUND.code())) {
                return false;
            }
            throw rejected;
        }
    }
}
