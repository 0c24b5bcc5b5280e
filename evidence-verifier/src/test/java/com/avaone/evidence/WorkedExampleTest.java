package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/evidence.md shows is what comes out. {@code -Dupdate.docs=true} writes it anew. */
class WorkedExampleTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "evidence.md");
    private static final String BEGIN = "<!-- example -->\n";
    private static final String END = "<!-- /example -->";

    // RFC 8032, section 7.1, test 1.
    private static final String PRIVATE_KEY = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final String PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @Test
    void theDocumentShowsWhatComesOut() throws Exception {
        var document = Files.readString(DOCUMENT);
        var begin = document.indexOf(BEGIN) + BEGIN.length();
        var end = document.indexOf(END);
        var expected = document.substring(0, begin) + example() + document.substring(end);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static SigningKey key() throws GeneralSecurityException {
        var verifier = VerifierKey.of(
                "avaone/example",
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(
                                HexFormat.of().parseHex("302a300506032b6570032100" + PUBLIC_KEY))));
        var secret = HexFormat.of().parseHex("302e020100300506032b657004220420" + PRIVATE_KEY);
        return SigningKey.parse(verifier.text() + " " + Base64.getEncoder().encodeToString(secret));
    }

    private static LogLine line(long position, String type, long number, String payload) {
        return new LogLine(
                position,
                "9b2f7a86-4c55-4b5e-8a43-6f2c62c2f6a" + position % 10,
                Instant.parse("2026-03-04T05:06:07.100Z").plusSeconds(position),
                type,
                "1",
                new LogLine.Aggregate("lic_1", "license", number),
                Map.of("tenant", "org_1", "reason", "invoice \"2041\""),
                payload.getBytes(UTF_8));
    }

    private static String example() throws GeneralSecurityException, IOException {
        var key = key();
        var first = line(7, "license.issued", 0, "{\"seats\":5}");
        var second = line(9, "license.suspended", 1, "{}");
        var tree = new GrowingTree();
        tree.add(Hash.ofLeaf(first.bytes()));
        tree.add(Hash.ofLeaf(second.bytes()));
        var note = new Checkpoint(key.verifier().name() + "/org_1", 2, tree.root()).signed(key);
        assertThat(note.isSignedBy(key.verifier())).isTrue();
        return """
                The key, and its fingerprint:

                ```
                %s
                %s
                ```

                The two lines, and the hashes of their leaves:

                ```
                %s
                %s
                %s
                %s
                ```

                The root in hexadecimal, and the checkpoint:

                ```
                %s
                ```

                ```
                %s```
                """.formatted(
                        key.verifier().text(),
                        key.verifier().fingerprint(),
                        new String(first.bytes(), UTF_8),
                        Hash.ofLeaf(first.bytes()).hex(),
                        new String(second.bytes(), UTF_8),
                        Hash.ofLeaf(second.bytes()).hex(),
                        tree.root().hex(),
                        note.note());
    }
}
