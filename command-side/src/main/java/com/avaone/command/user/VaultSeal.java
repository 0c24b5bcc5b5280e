package com.avaone.command.user;

import com.avaone.api.user.SessionSeal;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with a key of the credential vault, made at the first start and replaced at a start when it is a month old. A seal begins with its
 * key's identifier, so that what was sealed with an older key stays good. Each purpose has keys of its own.
 */
final class VaultSeal implements SessionSeal {

    private static final String PRESENT = "present";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;
    private static final int SEAL_BYTES = ID_BYTES + 32;
    private static final Duration KEY_AGE = Duration.ofDays(30);

    private final CredentialVault vault;
    private final String kind;
    private final byte[] presentId;

    /** @param kind of the keys in the vault, for example {@code session-seal} */
    VaultSeal(CredentialVault vault, String kind, Clock clock) {
        this.vault = vault;
        this.kind = kind;
        this.presentId = present(clock.instant()).orElseGet(() -> newKey(clock.instant()));
    }

    @Override
    public byte[] seal(byte[] content) {
        var key = key(presentId).orElseThrow(() -> new IllegalStateException("The present key is gone from the vault"));
        return ByteBuffer.allocate(SEAL_BYTES)
                .put(presentId)
                .put(mac(key, content))
                .array();
    }

    @Override
    public boolean isSealOf(byte[] content, byte[] seal) {
        if (seal.length != SEAL_BYTES) {
            return false;
        }
        var id = new byte[ID_BYTES];
        var mac = new byte[SEAL_BYTES - ID_BYTES];
        ByteBuffer.wrap(seal).get(id).get(mac);
        return key(id).map(key -> MessageDigest.isEqual(mac(key, content), mac)).orElse(false);
    }

    /** The present key's identifier, unless the key is too old. It is stored with the second in which the key was made. */
    private Optional<byte[]> present(Instant now) {
        return vault.get(kind, PRESENT)
                .map(present -> present.reveal().split(" "))
                .filter(present -> Instant.ofEpochSecond(Long.parseLong(present[1]))
                        .plus(KEY_AGE)
                        .isAfter(now))
                .map(present -> HexFormat.of().parseHex(present[0]));
    }

    private byte[] newKey(Instant now) {
        var random = new SecureRandom();
        var id = new byte[ID_BYTES];
        var key = new byte[KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(key);
        var name = HexFormat.of().formatHex(id);
        vault.put(kind, name, new Secret(Base64.getEncoder().encodeToString(key)));
        // Last, so that what it names is there.
        vault.put(kind, PRESENT, new Secret(name + " " + now.getEpochSecond()));
        return id;
    }

    private Optional<byte[]> key(byte[] id) {
        return vault.get(kind, HexFormat.of().formatHex(id))
                .map(key -> Base64.getDecoder().decode(key.reveal()));
    }

    private static byte[] mac(byte[] key, byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, failure);
        }
    }
}
