package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bundle is the same to whoever goes by its directory and to whoever reads it from its beginning. */
class ZipReadingTest {

    private static final SigningKey KEY = SigningKey.generate("test");
    private static final String LICENSES = "documents/licenses.jsonl";
    private static final String USERS = "documents/users.jsonl";
    private static final int END_LENGTH = 22;

    /** In the directory: where an entry has its name, and its digest, its sizes and its place. */
    private static final int NAME = 46;

    @TempDir
    private Path directory;

    private Path bundle;

    @BeforeEach
    void makeBundle() throws IOException {
        bundle = directory.resolve("bundle.zip");
        Bundles.write(
                bundle,
                Bundles.events(2, new Random(3)),
                Map.of("users", Map.of("u_1", "{\"_id\":\"u_1\"}"), "licenses", Map.of("l_1", "{\"_id\":\"l_1\"}")),
                List.of(1),
                KEY);
    }

    private Report verify() throws IOException {
        return BundleVerifier.verify(bundle, KEY.verifier(), List.of());
    }

    private void assertFound(String what) throws IOException {
        assertThat(verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains(what));
    }

    private ByteBuffer bytes() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(bundle)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int end(ByteBuffer zip) {
        return zip.limit() - END_LENGTH;
    }

    private static int directory(ByteBuffer zip) {
        return zip.getInt(end(zip) + 16);
    }

    /** What the directory says of a file. */
    private static int listed(ByteBuffer zip, String name) {
        return new String(zip.array(), ISO_8859_1).indexOf(name, directory(zip)) - NAME;
    }

    /** A file as it stands in a ZIP, without a directory. */
    private static byte[] local(String name) {
        var zip = Bundles.zip(Map.of(name, "{\"_id\":\"forged\"}\n"));
        return Arrays.copyOf(zip, directory(ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN)));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void whatWasPackedAgainIsRight() throws IOException {
        Bundles.change(bundle, files -> files);
        assertThat(verify().findings()).isEmpty();
        var stored = new ByteArrayOutputStream();
        try (var from = new ZipFile(bundle.toFile());
                var to = new ZipOutputStream(stored)) {
            for (var entry : from.stream().toList()) {
                var content = from.getInputStream(entry).readAllBytes();
                var digest = new CRC32();
                digest.update(content);
                var as = new ZipEntry(entry.getName());
                as.setMethod(ZipEntry.STORED);
                as.setSize(content.length);
                as.setCrc(digest.getValue());
                to.putNextEntry(as);
                to.write(content);
            }
        }
        Files.write(bundle, stored.toByteArray());
        assertThat(verify().findings()).isEmpty();
    }

    @Test
    void aFileBeforeTheFirstIsFound() throws IOException {
        Files.write(bundle, joined(local(LICENSES), Files.readAllBytes(bundle)));
        assertFound("other files than its directory says: key");
    }

    @ParameterizedTest
    @ValueSource(strings = {LICENSES, "more.txt"})
    void aFileBehindTheLastIsFound(String name) throws IOException {
        var zip = bytes();
        var more = local(name);
        var begin = directory(zip);
        zip.putInt(end(zip) + 16, begin + more.length);
        Files.write(
                bundle,
                joined(Arrays.copyOf(zip.array(), begin), more, Arrays.copyOfRange(zip.array(), begin, zip.limit())));
        assertFound("Something is in the ZIP beside its files");
    }

    @Test
    void anotherNameBeforeTheContentIsFound() throws IOException {
        var text = new String(Files.readAllBytes(bundle), ISO_8859_1);
        Files.write(
                bundle,
                text.replaceFirst(LICENSES, LICENSES.replace("licenses", "leads_of"))
                        .getBytes(ISO_8859_1));
        assertFound("other files than its directory says: " + LICENSES);
    }

    /** The directory says of each of two files what the other is. */
    @Test
    void anotherContentIsFound() throws IOException {
        Bundles.change(bundle, files -> {
            var licenses = Objects.requireNonNull(files.get(LICENSES));
            files.put(LICENSES, Objects.requireNonNull(files.get(USERS)));
            files.put(USERS, licenses);
            return files;
        });
        var zip = bytes();
        for (var field : List.of(16, 20, 24, 42)) {
            var one = listed(zip, LICENSES) + field;
            var other = listed(zip, USERS) + field;
            var value = zip.getInt(one);
            zip.putInt(one, zip.getInt(other));
            zip.putInt(other, value);
        }
        Files.write(bundle, zip.array());
        assertThat(verify().findings())
                .extracting(Report.Finding::toString)
                .containsExactlyInAnyOrder(
                        LICENSES + ": is another file to whoever reads the ZIP from its beginning",
                        USERS + ": is another file to whoever reads the ZIP from its beginning");
    }

    @Test
    void whatStandsBehindTheEndIsFound() throws IOException {
        Files.write(bundle, joined(Files.readAllBytes(bundle), "more".getBytes(UTF_8)));
        assertFound("Something is in the ZIP beside its files");
    }

    @Test
    void aCommentIsFound() throws IOException {
        var zip = bytes();
        zip.putShort(end(zip) + 20, (short) 4);
        Files.write(bundle, joined(zip.array(), "more".getBytes(UTF_8)));
        assertFound("Something is in the ZIP beside its files");
    }

    /** Some programs look for a longer form of the end even where the short one says all. */
    @Test
    void aSecondEndIsFound() throws IOException {
        packWith(entry -> {
            if (entry.getName().equals(BundleFiles.MANIFEST)) {
                entry.setComment("PK\6\7" + "x".repeat(16));
            }
        });
        assertFound("Something is in the ZIP beside its files");
    }

    /** Some programs call the file so. */
    @Test
    void aSecondNameIsFound() throws IOException {
        packWith(entry -> {
            if (entry.getName().equals(USERS)) {
                entry.setExtra(new byte[] {0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 'x'});
            }
        });
        assertFound("other files than its directory says: " + USERS);
    }

    private interface Change {
        void change(ZipEntry entry);
    }

    private void packWith(Change change) throws IOException {
        var changed = new ByteArrayOutputStream();
        try (var from = new ZipFile(bundle.toFile());
                var to = new ZipOutputStream(changed, UTF_8)) {
            for (var entry : from.stream().toList()) {
                var as = new ZipEntry(entry.getName());
                change.change(as);
                to.putNextEntry(as);
                from.getInputStream(entry).transferTo(to);
            }
        }
        Files.write(bundle, changed.toByteArray());
    }

    /** Where case tells nothing apart, the one would be written over the other. */
    @ParameterizedTest
    @ValueSource(strings = {"documents/Users.jsonl", "KEY"})
    void namesThatDifferInTheirCaseOnlyAreRefused(String name) throws IOException {
        Bundles.change(bundle, files -> {
            files.put(name, "");
            return files;
        });
        assertFound("is there twice");
    }

    @Test
    void aByteAnywhereNeverEndsInAnotherWayThanAReport() throws IOException {
        var right = Files.readAllBytes(bundle);
        for (var place = 0; place < right.length; place += 7) {
            var bytes = right.clone();
            bytes[place] ^= (byte) 0xFF;
            Files.write(bundle, bytes);
            assertThat(verify().text()).as("at %d", place).isNotEmpty();
        }
    }
}
