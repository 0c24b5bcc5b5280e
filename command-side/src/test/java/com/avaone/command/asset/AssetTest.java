package com.avaone.command.asset;

import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.asset.AltText;
import com.avaone.api.asset.AssetCommand.DeleteAsset;
import com.avaone.api.asset.AssetCommand.DescribeAsset;
import com.avaone.api.asset.AssetCommand.UploadAsset;
import com.avaone.api.asset.AssetEvent.AssetDeleted;
import com.avaone.api.asset.AssetEvent.AssetDescribed;
import com.avaone.api.asset.AssetEvent.AssetUploaded;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.AssetRule;
import com.avaone.api.asset.ImageType;
import com.avaone.api.asset.Sha256;
import com.avaone.api.asset.Variant;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.command.kernel.memory.FiledAssetBytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // made before each test
class AssetTest {

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final byte[] LARGE = {1, 2, 3};
    private static final byte[] SMALL = {1};
    private static final Variant ORIGINAL =
            new Variant(Variant.ORIGINAL, 640, 480, Sha256.of(LARGE), 3, ImageType.JPEG);
    private static final List<Variant> VARIANTS =
            List.of(new Variant("w320", 320, 240, Sha256.of(SMALL), 1, ImageType.JPEG));
    private static final AssetId ID = AssetId.of(ORIGINAL.sha256());
    private static final AltText TEXT = new AltText("A lantern", "एक लालटेन");
    private static final AssetUploaded UPLOADED =
            new AssetUploaded(OPERATOR, ID, "lantern.png", ImageType.PNG, ORIGINAL, VARIANTS);
    private static final AssetDeleted DELETED = new AssetDeleted(OPERATOR, ID);

    private final FixtureConfiguration<Asset> asset = new AggregateTestFixture<>(Asset.class);

    @TempDir
    private Path directory;

    private FiledAssetBytes bytes;

    @BeforeEach
    void open() {
        bytes = new FiledAssetBytes(directory);
        store();
        asset.registerInjectableResource(bytes);
    }

    private void store() {
        bytes.store(ID, ORIGINAL.sha256(), LARGE);
        bytes.store(ID, VARIANTS.getFirst().sha256(), SMALL);
    }

    private static UploadAsset upload(String fileName) {
        return new UploadAsset(fileName, ImageType.PNG, ORIGINAL, VARIANTS);
    }

    @Test
    void isThereOnceHoweverOftenItIsSent() {
        asset.givenNoPriorActivity().when(upload("lantern.png")).expectEvents(UPLOADED);
        asset.given(UPLOADED)
                .when(upload("other.png"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void isNotThereWithoutItsBytes() {
        bytes.removeAll(ID);
        bytes.store(ID, ORIGINAL.sha256(), LARGE);
        asset.givenNoPriorActivity()
                .when(upload("lantern.png"))
                .expectException(refusedBy(AssetRule.ASSET_BYTES_MISSING))
                .expectNoEvents();
    }

    @Test
    void hasTheIdentifierOfItsBytes() {
        asset.givenNoPriorActivity()
                .when(new UploadAsset(
                        AssetId.of(Sha256.of(SMALL)), OPERATOR, "lantern.png", ImageType.PNG, ORIGINAL, VARIANTS))
                .expectException(InvalidValue.class)
                .expectNoEvents();
    }

    @Test
    void isLabelledByTheLastPartOfTheFileName() {
        Map.of(
                        "../../etc/passwd",
                        "passwd",
                        "C:\\pictures\\me.png",
                        "me.png",
                        "  my lantern.png ",
                        "my lantern.png",
                        "evil\u202egnp.exe",
                        "evilgnp.exe",
                        "a\0b\nc.png",
                        "abc.png",
                        "x".repeat(500),
                        "x".repeat(120),
                        "pictures/",
                        "picture",
                        "",
                        "picture")
                .forEach((sent, label) -> asset.givenNoPriorActivity()
                        .when(upload(sent))
                        .expectEvents(new AssetUploaded(OPERATOR, ID, label, ImageType.PNG, ORIGINAL, VARIANTS)));
    }

    @Test
    void isDescribedWhereThatSaysSomethingElse() {
        var described = new AssetDescribed(OPERATOR, ID, TEXT);
        asset.given(UPLOADED)
                .when(new DescribeAsset(ID, new AltText(" A lantern ", "एक लालटेन")))
                .expectEvents(described);
        asset.given(UPLOADED, described).when(new DescribeAsset(ID, TEXT)).expectNoEvents();
        asset.given(UPLOADED, described)
                .when(new DescribeAsset(ID, new AltText("", null)))
                .expectEvents(new AssetDescribed(OPERATOR, ID, AltText.NONE));
        asset.given(UPLOADED)
                .when(new DescribeAsset(ID, new AltText("x".repeat(301), null)))
                .expectException(InvalidValue.class)
                .expectNoEvents();
    }

    @Test
    void goesWithItsBytesAndMayComeAgainUndescribed() {
        asset.given(UPLOADED).when(new DeleteAsset(ID)).expectEvents(DELETED);
        assertThat(bytes.holds(ID, ORIGINAL.sha256())).isFalse();
        assertThat(bytes.holds(ID, VARIANTS.getFirst().sha256())).isFalse();

        store();
        asset.given(UPLOADED, new AssetDescribed(OPERATOR, ID, TEXT), DELETED)
                .when(upload("lantern.png"))
                .expectEvents(UPLOADED);
        asset.given(UPLOADED, new AssetDescribed(OPERATOR, ID, TEXT), DELETED, UPLOADED)
                .when(new DescribeAsset(ID, TEXT))
                .expectEvents(new AssetDescribed(OPERATOR, ID, TEXT));
    }

    @Test
    void isGoneForGoodOnceDeleted() {
        asset.given(UPLOADED, DELETED)
                .when(new DescribeAsset(ID, TEXT))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
        asset.given(UPLOADED, DELETED)
                .when(new DeleteAsset(ID))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void isOutOfReachOfEveryOtherOrganization() {
        var other = OrganizationId.random();
        asset.given(UPLOADED)
                .when(new DeleteAsset(ID, other))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
        assertThat(bytes.holds(ID, ORIGINAL.sha256())).isTrue();
        asset.givenNoPriorActivity()
                .when(new UploadAsset(ID, other, "lantern.png", ImageType.PNG, ORIGINAL, VARIANTS))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }
}
