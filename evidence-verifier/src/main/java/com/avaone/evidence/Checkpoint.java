package com.avaone.evidence;

/**
 * How a log was at one moment, as <a href="https://c2sp.org/tlog-checkpoint">C2SP</a> has it: a line with the log's origin, one with its size in
 * decimal, one with the root in base64.
 *
 * @param origin which log: the name of its key, for an organization's with a slash and the organization's identifier behind it
 * @param size how many events it had
 * @param root over these
 */
public record Checkpoint(String origin, long size, Hash root) {

    /** What is signed: {@link #parse} reads it. */
    public String text() {
        return "%s\n%d\n%s\n".formatted(origin, size, root.base64());
    }

    /**
     * Reads the text of a checkpoint. Lines behind the third are extensions, which nobody here writes.
     *
     * @throws NotValid if it is none
     */
    public static Checkpoint parse(String text) {
        var lines = text.split("\n", 0);
        if (lines.length < 3 || lines[0].isEmpty()) {
            throw new NotValid("A checkpoint has three lines: origin, size, root");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new NotValid("The size of a checkpoint is a number");
        }
        try {
            return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
        } catch (IllegalArgumentException _) {
            throw new NotValid("The root of a checkpoint is 32 bytes in base64");
        }
    }

    /** Signed by {@code key}. */
    public SignedNote signed(SigningKey key) {
        return SignedNote.sign(text(), key);
    }
}
