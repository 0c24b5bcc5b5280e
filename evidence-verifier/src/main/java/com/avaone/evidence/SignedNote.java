package com.avaone.evidence;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures under it, as <a href="https://c2sp.org/signed-note">C2SP</a> has it: the text, which ends with a line feed, an empty
 * line, and a line {@code — <name of the key> <base64 of the key's id and the signature>} for each signature.
 *
 * @param text what is signed, with the line feed at its end
 */
public record SignedNote(String text, List<SignatureLine> signatures) {

    private static final String MARK = "\u2014 ";
    private static final int MOST_SIGNATURES = 100;

    /** Of the key's id and an Ed25519 signature, which is the shortest that there is. */
    private static final int SHORTEST_SIGNATURE = 4 + 64;

    /**
     * One signature.
     *
     * @param name of its key
     * @param base64 of the key's id and the signature
     */
    public record SignatureLine(String name, String base64) {}

    /** Signs a text, which ends with a line feed and has no empty line. */
    public static SignedNote sign(String text, SigningKey key) {
        var verifier = key.verifier();
        var marked = verifier.marked(key.sign(text));
        return new SignedNote(
                text,
                List.of(new SignatureLine(verifier.name(), Base64.getEncoder().encodeToString(marked))));
    }

    /**
     * Reads a note.
     *
     * @throws NotValid if it is none
     */
    public static SignedNote parse(String note) {
        var end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new NotValid("A signed note is a text, an empty line, and signatures");
        }
        var signatures = new ArrayList<SignatureLine>();
        for (var line : note.substring(end + 2).split("\n", 0)) {
            var parts = line.startsWith(MARK) ? line.substring(MARK.length()).split(" ", -1) : new String[0];
            if (parts.length != 2 || signatures.size() == MOST_SIGNATURES) {
                throw new NotValid(
                        "Under a note stands a line for each signature: \u2014, the name of the key, base64");
            }
            signatures.add(new SignatureLine(parts[0], parts[1]));
        }
        return new SignedNote(note.substring(0, end + 1), List.copyOf(signatures));
    }

    /** Whether this key signed it. */
    public boolean isSignedBy(VerifierKey key) {
        return signatures.stream()
                .filter(signature -> signature.name().equals(key.name()))
                .anyMatch(signature -> key.signed(text, bytes(signature)));
    }

    /** Whether no signature was cut off. */
    boolean hasWholeSignatures() {
        return signatures.stream().allMatch(signature -> bytes(signature).length >= SHORTEST_SIGNATURE);
    }

    private static byte[] bytes(SignatureLine signature) {
        try {
            return Base64.getDecoder().decode(signature.base64());
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    /** The whole note, which {@link #parse} reads. */
    public String note() {
        var note = new StringBuilder(text).append('\n');
        for (var signature : signatures) {
            note.append(MARK)
                    .append(signature.name())
                    .append(' ')
                    .append(signature.base64())
                    .append('\n');
        }
        return note.toString();
    }
}
