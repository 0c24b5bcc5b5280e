package com.avaone.query.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.asset.AltText;
import com.avaone.api.asset.AssetEvent;
import com.avaone.api.asset.AssetEvent.AssetDeleted;
import com.avaone.api.asset.AssetEvent.AssetDescribed;
import com.avaone.api.asset.AssetEvent.AssetUploaded;
import com.avaone.api.asset.AssetFile;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.AssetPage;
import com.avaone.api.asset.AssetQuery.FindAsset;
import com.avaone.api.asset.AssetQuery.FindAssetFile;
import com.avaone.api.asset.AssetQuery.FindAssets;
import com.avaone.api.asset.AssetView;
import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.PictureView;
import com.avaone.api.asset.Sha256;
import com.avaone.api.asset.Variant;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.asset.AssetDelivery;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssetQueryHandlerTest {

    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final AltText TEXT = new AltText("A Lantern", "एक लालटेन");

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final AssetQueryHandler handler = new AssetQueryHandler(readModels.databases());
    private final Delivery delivery = AssetDelivery.to(readModels.documents());
    private final Map<AssetId, Long> sequences = new HashMap<>();
    private int position;

    @AfterEach
    void close() {
        readModels.close();
    }

    /** Each a second after the one before, each delivered twice. */
    private void happen(AssetEvent... events) {
        for (var event : events) {
            var message = new GenericDomainEventMessage<>(
                    "asset",
                    event.assetId().value(),
                    sequences.merge(event.assetId(), 0L, (before, _) -> before + 1),
                    event,
                    Map.of(),
                    "event-" + position,
                    START.plusSeconds(position++));
            delivery.deliver(List.of(message, message), 1);
        }
    }

    private static Sha256 hash(String of) {
        return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
    }

    private static Variant variant(String name, int width, String of, ImageType type) {
        return new Variant(name, width, width, hash(of), 1_000L * width, type);
    }

    private static AssetUploaded uploaded(String name, ImageType type) {
        var original = variant(Variant.ORIGINAL, 640, name, type);
        return new AssetUploaded(
                OPERATOR,
                AssetId.of(original.sha256()),
                name,
                ImageType.PNG,
                original,
                // Small pictures of one colour are alike.
                List.of(variant("w320", 320, "small", type)));
    }

    private List<String> names(@Nullable ImageType type, @Nullable String text) {
        return handler.handle(new FindAssets(OPERATOR, type, text, null, 10)).items().stream()
                .map(AssetView::fileName)
                .toList();
    }

    @Test
    void showsAPictureAsItsEventsLeaveIt() {
        var uploaded = uploaded("Lantern.png", ImageType.JPEG);
        var id = uploaded.assetId();
        happen(uploaded);
        assertThat(handler.handle(new FindAsset(id)))
                .isEqualTo(new AssetView(
                        id,
                        0,
                        "Lantern.png",
                        ImageType.PNG,
                        PictureView.of(uploaded.original()),
                        uploaded.variants().stream().map(PictureView::of).toList(),
                        AltText.NONE,
                        START));

        happen(new AssetDescribed(OPERATOR, id, TEXT));
        assertThat(handler.handle(new FindAsset(id)))
                .returns(1L, AssetView::version)
                .returns(TEXT, AssetView::altText);

        happen(new AssetDeleted(OPERATOR, id));
        refusesAsNotFound(() -> handler.handle(new FindAsset(id)));
        assertThat(names(null, null)).isEmpty();

        happen(uploaded);
        assertThat(handler.handle(new FindAsset(id)))
                .returns(3L, AssetView::version)
                .returns(AltText.NONE, AssetView::altText);
        assertThat(names(null, "lantern")).containsExactly("Lantern.png");
        assertThat(names(null, "a lantern")).isEmpty();
    }

    @Test
    void findsBytesAsLongAsSomePictureThatIsThereHasThem() {
        var first = uploaded("first.png", ImageType.PNG);
        var second = uploaded("second.png", ImageType.PNG);
        var small = first.variants().getFirst();
        happen(first, second);
        assertThat(handler.handle(new FindAssetFile(first.original().sha256(), ImageType.PNG)))
                .isEqualTo(new AssetFile(first.assetId(), first.original()));
        refusesAsNotFound(
                () -> handler.handle(new FindAssetFile(first.original().sha256(), ImageType.JPEG)));
        refusesAsNotFound(() -> handler.handle(new FindAssetFile(hash("nobody's"), ImageType.PNG)));

        happen(new AssetDeleted(OPERATOR, first.assetId()));
        refusesAsNotFound(
                () -> handler.handle(new FindAssetFile(first.original().sha256(), ImageType.PNG)));
        assertThat(handler.handle(new FindAssetFile(small.sha256(), ImageType.PNG)))
                .isEqualTo(new AssetFile(second.assetId(), small));

        happen(new AssetDeleted(OPERATOR, second.assetId()));
        refusesAsNotFound(() -> handler.handle(new FindAssetFile(small.sha256(), ImageType.PNG)));
    }

    @Test
    void listsALimitedPageAtATimeByTypeAndText() {
        var described = uploaded("IMG_1.png", ImageType.JPEG);
        happen(uploaded("logo.png", ImageType.PNG), described, uploaded("team.png", ImageType.JPEG));
        happen(new AssetDescribed(OPERATOR, described.assetId(), TEXT));

        assertThat(names(null, null)).containsExactly("team.png", "IMG_1.png", "logo.png");
        assertThat(names(ImageType.PNG, null)).containsExactly("logo.png");
        assertThat(names(null, "LANTERN")).containsExactly("IMG_1.png");
        assertThat(names(null, "लालटेन")).containsExactly("IMG_1.png");
        assertThat(names(ImageType.PNG, "lantern")).isEmpty();
        assertThat(names(null, ".*")).isEmpty();

        var first = handler.handle(new FindAssets(OPERATOR, null, null, null, 2));
        assertThat(first.items()).hasSize(2);
        assertThat(handler.handle(new FindAssets(OPERATOR, null, null, first.next(), 2)))
                .returns(null, AssetPage::next)
                .extracting(page -> page.items().getFirst().fileName())
                .isEqualTo("logo.png");
    }

    @Test
    void showsNoOtherOrganizationTheOperatorsPictures() {
        var uploaded = uploaded("logo.png", ImageType.PNG);
        happen(uploaded);
        var other = OrganizationId.random();
        refusesAsNotFound(() -> handler.handle(new FindAsset(other, uploaded.assetId())));
        refusesAsNotFound(() -> handler.handle(new FindAssets(other, null, null, null, 10)));
    }

    private static void refusesAsNotFound(ThrowingCallable asked) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(asked)
                .returns(
                        KernelRule.NOT_FOUND.code(),
                        refused -> refused.rejection().code());
    }
}
