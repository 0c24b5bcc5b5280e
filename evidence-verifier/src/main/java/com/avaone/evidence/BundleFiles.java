package com.avaone.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files of a bundle, and the forms of the small ones. */
public final class BundleFiles {

    /** The signed manifest. */
    public static final String MANIFEST = "manifest";

    /** The public key that signed, see {@link VerifierKey}. */
    public static final String KEY = "key";

    /** The checkpoint that the events are up to, a signed note. */
    public static final String CHECKPOINT = "checkpoint";

    /** Earlier checkpoints of the same log, signed notes. */
    public static final String EARLIER = "checkpoints";

    /** Proofs that the checkpoint's tree holds those of the earlier ones. */
    public static final String CONSISTENCY = "consistency";

    /** The events, a line each. */
    public static final String EVENTS = "events.jsonl";

    /** The hashes of the events' leaves, a line each. */
    public static final String EVENT_HASHES = "events.hashes";

    /** How to verify, in words. */
    public static final String README = "README.txt";

    /** What the names of read models' documents begin with. */
    public static final String DOCUMENTS = "documents/";

    /** What follows the collection in the name of the file of its documents, a line each. */
    public static final String LINES = ".jsonl";

    /** Events that the read models have not taken in. */
    static final String PARKED = DOCUMENTS + "parked_events" + LINES;

    /** What follows the collection in the name of the file of its documents' digests: a line each, the SHA-256 and the identifier. */
    public static final String HASHES = ".hashes";

    private static final Pattern NAME = Pattern.compile("[A-Za-z]([A-Za-z0-9_.-]{0,98}[A-Za-z0-9_-])?");

    private BundleFiles() {}

    /** Whether a file may be called so: nothing that could lead out of a directory, or be another name where it is unpacked. */
    static boolean isName(String name) {
        var inside = name.startsWith(DOCUMENTS) ? name.substring(DOCUMENTS.length()) : name;
        return NAME.matcher(inside).matches() && !inside.contains("..");
    }

    /** Several notes, with an empty line behind each. */
    public static String notes(List<SignedNote> notes) {
        var text = new StringBuilder();
        notes.forEach(note -> text.append(note.note()).append('\n'));
        return text.toString();
    }

    /**
     * Reads what {@link #notes} wrote.
     *
     * @throws NotValid if it is nothing such
     */
    public static List<SignedNote> parseNotes(String text) {
        var notes = new ArrayList<SignedNote>();
        var paragraphs = text.split("\n\n", 0);
        if (text.isBlank()) {
            return notes;
        }
        if (paragraphs.length % 2 != 0) {
            throw new NotValid("Checkpoints are signed notes with an empty line behind each");
        }
        for (var i = 0; i < paragraphs.length; i += 2) {
            notes.add(SignedNote.parse(paragraphs[i] + "\n\n" + paragraphs[i + 1].stripTrailing() + "\n"));
        }
        return notes;
    }

    /**
     * A proof that the tree of {@code to} leaves holds that of {@code from}.
     *
     * @param hashes as {@link MerkleTree#consistency} answers them
     */
    public record ConsistencyProof(long from, long to, List<Hash> hashes) {}

    /** Several proofs: of each a line with the two sizes, a line for each hash in base64, and an empty line. */
    public static String proofs(List<ConsistencyProof> proofs) {
        var text = new StringBuilder();
        for (var proof : proofs) {
            text.append(proof.from()).append(' ').append(proof.to()).append('\n');
            proof.hashes().forEach(hash -> text.append(hash.base64()).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #proofs} wrote.
     *
     * @throws NotValid if it is nothing such
     */
    public static List<ConsistencyProof> parseProofs(String text) {
        var proofs = new ArrayList<ConsistencyProof>();
        if (text.isEmpty()) {
            return proofs;
        }
        for (var paragraph : text.split("\n\n", 0)) {
            var lines = paragraph.split("\n", 0);
            var sizes = lines[0].split(" ", 0);
            try {
                var hashes = new ArrayList<Hash>();
                for (var i = 1; i < lines.length; i++) {
                    hashes.add(Hash.ofBase64(lines[i]));
                }
                proofs.add(new ConsistencyProof(Long.parseLong(sizes[0]), Long.parseLong(sizes[1]), hashes));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                throw new NotValid("A proof is a line with two sizes and a line for each hash in base64");
            }
        }
        return proofs;
    }
}
