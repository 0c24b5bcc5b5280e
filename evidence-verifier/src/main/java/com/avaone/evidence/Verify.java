package com.avaone.evidence;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle from the command line: {@code java -jar avaone-verify.jar bundle.zip [--key <key or file>] [--earlier <file>]…}. Ends with 0
 * where everything is as it was signed, with 1 where something is not, with 2 where it could not be looked at.
 */
public final class Verify {

    static final int RIGHT = 0;
    static final int WRONG = 1;
    static final int NOT_DONE = 2;

    private static final int LARGEST_FILE = 64 << 20;

    private static final String USAGE = """
            Usage: java -jar avaone-verify.jar <bundle.zip> [--key <key>] [--earlier <file>]

              --key      the public key that must have signed, as the operator tells it, or a file with it
              --earlier  a file with checkpoints that you kept; may be repeated

            Ends with 0: everything is as it was signed; 1: something is not; 2: it could not be looked at.
            """;

    private Verify() {}

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        try {
            var call = Call.of(arguments);
            if (call == null) {
                err.print(USAGE);
                return NOT_DONE;
            }
            var report = BundleVerifier.verify(call.bundle(), call.key(), call.earlier());
            out.print(report.text());
            return report.isClean() ? RIGHT : WRONG;
        } catch (IOException failure) {
            err.printf("It cannot be read: %s%n", Words.sentence(String.valueOf(failure.getMessage())));
        } catch (NotValid fault) {
            err.println(Words.sentence(String.valueOf(fault.getMessage())));
        }
        return NOT_DONE;
    }

    private record Call(Path bundle, @Nullable VerifierKey key, List<SignedNote> earlier) {

        static @Nullable Call of(String[] arguments) throws IOException {
            Path bundle = null;
            VerifierKey key = null;
            var earlier = new ArrayList<SignedNote>();
            for (var i = 0; i < arguments.length; i++) {
                var option = arguments[i].startsWith("--");
                if ((option && i + 1 == arguments.length) || (!option && bundle != null)) {
                    return null;
                }
                switch (arguments[i]) {
                    case "--key" -> key = key(arguments[++i]);
                    case "--earlier" -> earlier.addAll(earlier(Path.of(arguments[++i])));
                    default -> {
                        if (option) {
                            return null;
                        }
                        bundle = Path.of(arguments[i]);
                    }
                }
            }
            return bundle == null ? null : new Call(bundle, key, earlier);
        }

        private static VerifierKey key(String textOrFile) throws IOException {
            return VerifierKey.parse(textOrFile.contains("+") ? textOrFile : small(Path.of(textOrFile)));
        }

        /** A single one as the suite answers it, or several as it appends them to a file. */
        private static List<SignedNote> earlier(Path file) throws IOException {
            return BundleFiles.parseNotes(small(file));
        }

        private static String small(Path file) throws IOException {
            if (Files.size(file) > LARGEST_FILE) {
                throw new NotValid("%s is too large".formatted(file));
            }
            return Files.readString(file);
        }
    }
}
