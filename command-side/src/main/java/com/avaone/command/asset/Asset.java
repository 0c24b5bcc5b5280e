package com.avaone.command.asset;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.asset.AltText;
import com.avaone.api.asset.AssetBytes;
import com.avaone.api.asset.AssetCommand;
import com.avaone.api.asset.AssetCommand.DeleteAsset;
import com.avaone.api.asset.AssetCommand.DescribeAsset;
import com.avaone.api.asset.AssetCommand.UploadAsset;
import com.avaone.api.asset.AssetEvent;
import com.avaone.api.asset.AssetEvent.AssetDeleted;
import com.avaone.api.asset.AssetEvent.AssetDescribed;
import com.avaone.api.asset.AssetEvent.AssetUploaded;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.AssetRule;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A picture of the operator's site. It is named after its bytes: sent twice it is there once. */
@EventSourced(type = "asset")
@StableName("asset.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Asset {

    private static final Logger LOG = LoggerFactory.getLogger(Asset.class);

    private static final int MAX_LABEL = 120;
    private static final String NAMELESS = "picture";

    /** Control characters, and those by which a text is shown otherwise than it is written. */
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]");

    @AggregateIdentifier
    private AssetId assetId;

    private AltText altText = AltText.NONE;
    private boolean deleted;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Asset() {}

    @CommandHandlerInterceptor
    void guard(AssetCommand command) {
        Guard.check(command, assetId == null ? null : OrganizationId.OPERATOR);
        if (!command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw notFound();
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(UploadAsset command, AssetBytes bytes) {
        var original = command.original();
        if (!command.assetId().equals(AssetId.of(original.sha256()))) {
            throw new InvalidValue("assetId", "must be the one of the original's hash");
        }
        if (assetId != null && !deleted) {
            return;
        }
        // They may have gone with the asset that was there before, which is deleted in another thread than they were
        // stored in.
        if (!Stream.concat(Stream.of(original), command.variants().stream())
                .allMatch(variant -> bytes.holds(command.assetId(), variant.sha256()))) {
            throw new Rejected(AssetRule.ASSET_BYTES_MISSING, "The picture was deleted at this moment.");
        }
        apply(new AssetUploaded(
                OrganizationId.OPERATOR,
                command.assetId(),
                label(command.fileName()),
                command.sentAs(),
                original,
                command.variants()));
    }

    @CommandHandler
    void handle(DescribeAsset command) {
        checkIsThere();
        var judged = command.altText().judged();
        if (!judged.equals(altText)) {
            apply(new AssetDescribed(OrganizationId.OPERATOR, assetId, judged));
        }
    }

    @CommandHandler
    void handle(DeleteAsset command, AssetBytes bytes) {
        checkIsThere();
        apply(new AssetDeleted(OrganizationId.OPERATOR, assetId));
        // After the event is stored and while nobody else decides about this asset: who uploads it anew is refused
        // where its bytes have just gone.
        CurrentUnitOfWork.get().root().afterCommit(_ -> remove(bytes));
    }

    private void remove(AssetBytes bytes) {
        try {
            bytes.removeAll(assetId);
        } catch (RuntimeException failure) {
            LOG.warn("The bytes of deleted {} stay where they are, out of everybody's reach", assetId, failure);
        }
    }

    private void checkIsThere() {
        if (deleted) {
            throw notFound();
        }
    }

    private static Rejected notFound() {
        return new Rejected(KernelRule.NOT_FOUND, "There is no such picture.");
    }

    /** The last part of a path, as one line that reads as it is written. */
    private static String label(String fileName) {
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var shown = NOT_SHOWN
                .matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll("")
                .strip();
        var points = shown.codePoints().limit(MAX_LABEL).toArray();
        return points.length == 0 ? NAMELESS : new String(points, 0, points.length).strip();
    }

    @EventSourcingHandler
    void on(AssetEvent event) {
        switch (event) {
            case AssetUploaded e -> {
                assetId = e.assetId();
                altText = AltText.NONE;
                deleted = false;
            }
            case AssetDescribed e -> altText = e.altText();
            case AssetDeleted _ -> deleted = true;
        }
    }
}
