package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a bundle from the command line: {@code java -jar avaone-verify.jar bundle.zip [--key <key or file>] [--organization <identifier>]
 * [--earlier <file>]…}. Ends with 0 where everything is as it was signed, with 1 where something is not, with 2 where it could not be looked at.
 */
public final class Verify {

    static final int RIGHT = 0;
    static final int WRONG = 1;
    static final int NOT_DONE = 2;

    private static final int LARGEST_KEY = 1 << 16;

    private static final String USAGE = """
            Usage: java -jar avaone-verify.jar <bundle.zip> [--key <key>] [--organization <identifier>] [--earlier <file>]

              --key           the public key that must have signed, as the operator tells it, or a file with it
              --organization  the identifier of the organization whose bundle it must be
              --earlier       a file with checkpoints that you kept, of any logs; may be repeated

            Says first what the bundle is about: compare it with what you expect.
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
            var report = BundleVerifier.verify(call.bundle(), call.key(), call.organization(), call.earlier());
            out.print(report.text());
            return report.isClean() ? RIGHT : WRONG;
        } catch (IOException failure) {
            err.printf("It cannot be read: %s%n", Words.sentence(String.valueOf(failure.getMessage())));
        } catch (NotValid fault) {
            err.println(Words.sentence(String.valueOf(fault.getMessage())));
        } catch (RuntimeException | OutOfMemoryError failure) {
            // Java would end with 1, and so accuse the bundle.
            err.printf("It could not be looked at: %s%n", Words.sentence(failure.toString()));
        }
        return NOT_DONE;
    }

    private record Call(
            Path bundle,
            @Nullable VerifierKey key,
            @Nullable String organization,
            List<SignedNote> earlier) {

        static @Nullable Call of(String[] arguments) throws IOException {
            Path bundle = null;
            VerifierKey key = null;
            String organization = null;
            var earlier = new ArrayList<SignedNote>();
            for (var i = 0; i < arguments.length; i++) {
                var option = arguments[i].startsWith("--");
                if ((option && i + 1 == arguments.length) || (!option && bundle != null)) {
                    return null;
                }
                switch (arguments[i]) {
                    case "--key" -> key = key(arguments[++i]);
                    case "--organization" -> organization = arguments[++i];
                    case "--earlier" -> earlier.addAll(KeptCheckpoints.read(Path.of(arguments[++i])));
                    default -> {
                        if (option) {
                            return null;
                        }
                        bundle = Path.of(arguments[i]);
                    }
                }
            }
            return bundle == null ? null : new Call(bundle, key, organization, earlier);
        }

        private static VerifierKey key(String textOrFile) throws IOException {
            if (textOrFile.contains("+")) {
                return VerifierKey.parse(textOrFile);
            }
            var file = Path.of(textOrFile);
            if (Files.size(file) > LARGEST_KEY) {
                throw new NotValid("%s is too large for a key".formatted(file));
            }
            // What is no UTF-8 is no key either, which says more than how it cannot be decoded.
            return VerifierKey.parse(new String(Files.readAllBytes(file), UTF_8));
        }
    }
}
