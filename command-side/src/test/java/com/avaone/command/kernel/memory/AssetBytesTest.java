package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.asset.AssetBytes;
import com.avaone.api.asset.AssetId;
import com.avaone.api.asset.Sha256;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes as files and in GridFS keep the same promises. */
@SuppressWarnings("NullAway.Init") // opened before the tests
class AssetBytesTest {

    private static MongoServer server;
    private static MongoClient client;

    @TempDir
    private Path directory;

    enum Kind {
        FILES,
        GRID_FS
    }

    @BeforeAll
    static void connect() {
        server = new MongoServer(H2Backend.inMemory());
        client = MongoClients.create(server.bindAndGetConnectionString());
    }

    @AfterAll
    static void disconnect() {
        client.close();
        server.shutdownNow();
    }

    private AssetBytes open(Kind kind) {
        return switch (kind) {
            case FILES -> new FiledAssetBytes(directory);
            case GRID_FS -> new GridFsAssetBytes(client.getDatabase("assets_of_a_test"));
        };
    }

    /** More than one chunk of GridFS. */
    private static byte[] some(long seed) {
        var bytes = new byte[300_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(AssetBytes bytes, AssetId assetId, Sha256 sha256) throws IOException {
        try (var stream = bytes.open(assetId, sha256).orElseThrow()) {
            return stream.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areThereUntilTheirAssetIsGone(Kind kind) throws IOException {
        var first = some(1);
        var second = some(2);
        var id = AssetId.of(Sha256.of(first));
        var other = AssetId.of(Sha256.of(second));
        var bytes = open(kind);
        assertThat(bytes.holds(id, Sha256.of(first))).isFalse();
        assertThat(bytes.open(id, Sha256.of(first))).isEmpty();

        bytes.store(id, Sha256.of(first), first);
        bytes.store(id, Sha256.of(first), first);
        bytes.store(id, Sha256.of(second), second);
        bytes.store(other, Sha256.of(second), second);
        assertThat(read(open(kind), id, Sha256.of(first))).isEqualTo(first);
        assertThat(read(bytes, id, Sha256.of(second))).isEqualTo(second);

        bytes.removeAll(id);
        bytes.removeAll(id);
        assertThat(bytes.holds(id, Sha256.of(first))).isFalse();
        assertThat(bytes.open(id, Sha256.of(second))).isEmpty();
        assertThat(read(bytes, other, Sha256.of(second)))
                .as("what another asset has alike stays")
                .isEqualTo(second);
        bytes.removeAll(other);
    }

    @ParameterizedTest
    @EnumSource
    void areStoredByManyAtOnce(Kind kind) throws Exception {
        var content = some(3);
        var hash = Sha256.of(content);
        var id = AssetId.of(hash);
        var bytes = open(kind);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<Void>>mapToObj(_ -> () -> {
                        bytes.store(id, hash, content);
                        return null;
                    })
                    .toList());
            for (var one : all) {
                one.get();
            }
        }
        assertThat(read(bytes, id, hash)).isEqualTo(content);
        bytes.removeAll(id);
        assertThat(bytes.holds(id, hash)).isFalse();
    }

    /** What a crash left of one that was being written is not taken for it. */
    @Test
    void areWholeOrNotThere() throws IOException {
        var content = some(4);
        var hash = Sha256.of(content);
        var id = AssetId.of(hash);
        var bytes = open(Kind.FILES);
        var part = Files.createDirectories(directory.resolve(id.value())).resolve("part-1");
        Files.write(part, new byte[10]);

        assertThat(bytes.holds(id, hash)).isFalse();
        bytes.store(id, hash, content);
        assertThat(read(bytes, id, hash)).isEqualTo(content);
        bytes.removeAll(id);
        assertThat(directory).isEmptyDirectory();
    }
}
