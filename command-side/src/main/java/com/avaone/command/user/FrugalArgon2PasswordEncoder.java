package com.avaone.command.user;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Spring's encoder for Argon2id, but a thread that checks a password keeps the memory for its next check. To make and collect 19 MiB for each
 * would stop the suite for milliseconds, several times a second, while many sign in.
 */
final class FrugalArgon2PasswordEncoder extends Argon2PasswordEncoder {

    // OWASP Password Storage Cheat Sheet, Argon2id: m=19456 (19 MiB), t=2, p=1.
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PARALLELISM = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;

    /** Hashes that were made with these parameters; others are left to Spring. */
    private static final Pattern OF_THESE_PARAMETERS =
            Pattern.compile("\\$argon2id\\$v=%d\\$m=%d,t=%d,p=%d\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<hash>[A-Za-z0-9+/]+)"
                    .formatted(Argon2Parameters.ARGON2_VERSION_13, MEMORY_KIB, ITERATIONS, PARALLELISM));

    /** A block has 1 KiB; a computation takes a few beside its memory. */
    private static final ThreadLocal<BlockPool> MEMORY =
            ThreadLocal.withInitial(() -> new FixedBlockPool(MEMORY_KIB + 16));

    FrugalArgon2PasswordEncoder() {
        super(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, ITERATIONS);
    }

    @Override
    protected boolean matchesNonNull(String password, String encoded) {
        var parts = OF_THESE_PARAMETERS.matcher(encoded);
        return parts.matches() ? isRight(password, parts) : super.matchesNonNull(password, encoded);
    }

    private static boolean isRight(String password, Matcher parts) {
        var decoder = Base64.getDecoder();
        var expected = decoder.decode(parts.group("hash"));
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(ITERATIONS)
                .withParallelism(PARALLELISM)
                .withSalt(decoder.decode(parts.group("salt")))
                .withBlockPool(MEMORY.get())
                .build());
        var computed = new byte[expected.length];
        generator.generateBytes(password.toCharArray(), computed);
        return MessageDigest.isEqual(expected, computed);
    }
}
