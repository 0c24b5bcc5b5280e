package com.avaone.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads a file with checkpoints that somebody kept, of any logs: one as the suite answers it, or all that it appended to its file in years. Line
 * ends may have become those of Windows. Of the log of a suite, of which there may be one for each minute, only the last is held.
 */
final class KeptCheckpoints {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private KeptCheckpoints() {}

    /**
     * Reads them.
     *
     * @throws NotValid if one of them is none, or was cut off: it would accuse a bundle that is as it was signed
     */
    static List<SignedNote> read(Path file) throws IOException {
        var ofOrganizations = new ArrayList<SignedNote>();
        var lastOfSuite = new LinkedHashMap<String, SignedNote>();
        var line = 1;
        try (var lines = new LineNumberReader(Files.newBufferedReader(file))) {
            for (var text = paragraph(lines); !text.isEmpty(); text = paragraph(lines)) {
                var note = SignedNote.parse(withoutMark(text) + "\n" + paragraph(lines));
                var origin = whole(note).origin();
                if (note.signatures().stream().anyMatch(each -> each.name().equals(origin))) {
                    lastOfSuite.put(origin, note);
                } else {
                    ofOrganizations.add(note);
                }
                line = lines.getLineNumber() + 1;
            }
        } catch (CharacterCodingException _) {
            throw new NotValid("%s is no text in UTF-8".formatted(file));
        } catch (NotValid fault) {
            throw new NotValid("%s, at line %d: %s".formatted(file, line, fault.getMessage()));
        }
        ofOrganizations.addAll(lastOfSuite.values());
        if (ofOrganizations.isEmpty()) {
            throw new NotValid("%s holds no checkpoint".formatted(file));
        }
        return ofOrganizations;
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** The lines up to an empty one; nothing at the end. */
    private static String paragraph(BufferedReader lines) throws IOException {
        var text = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isEmpty()) {
                text.append(line).append('\n');
            } else if (!text.isEmpty()) {
                break;
            }
        }
        return text.toString();
    }

    /** A note of which a part was not written, and behind it maybe the next one, is taken for none. */
    private static Checkpoint whole(SignedNote note) {
        var checkpoint = Checkpoint.parse(note.text());
        if (!checkpoint.text().equals(note.text())
                || !note.hasWholeSignatures()
                || note.signatures().stream().noneMatch(each -> isOriginOf(each.name(), checkpoint.origin()))) {
            throw new NotValid("A checkpoint is cut off");
        }
        return checkpoint;
    }

    /** Whether a key of this name signs such a log: its suite's, or an organization's. */
    private static boolean isOriginOf(String name, String origin) {
        return origin.equals(name) || (origin.startsWith(name + "/") && origin.indexOf('/', name.length() + 1) < 0);
    }
}
