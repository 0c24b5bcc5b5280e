package com.avaone.command.kernel.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.PersonalSeal;
import java.util.Base64;
import java.util.Optional;

/** Seals as {@code <version>.<person>.<base64url of nonce and ciphertext>}; version, person and place are authenticated with it. */
final class KeyedSeal implements PersonalSeal {

    private static final String VERSION = "1.";

    private final PersonalKeys keys;
    private final AesGcm aes = new AesGcm();

    KeyedSeal(PersonalKeys keys) {
        this.keys = keys;
    }

    @Override
    public Optional<String> seal(String personId, String place, byte[] content) {
        return keys.toSeal(personId).map(key -> {
            var head = VERSION + personId + ".";
            var sealed = aes.seal(key, context(head, place), content);
            return head + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        });
    }

    @Override
    public Optional<byte[]> open(String place, String sealed) {
        var end = sealed.lastIndexOf('.') + 1;
        if (!sealed.startsWith(VERSION) || end <= VERSION.length()) {
            throw new PersonalDataUnreadable("it has a form that this version of the suite does not know");
        }
        var personId = sealed.substring(VERSION.length(), end - 1);
        return keys.toOpen(personId)
                .map(key -> aes.open(key, context(sealed.substring(0, end), place), decode(sealed.substring(end))));
    }

    private static byte[] context(String head, String place) {
        return (head + place).getBytes(UTF_8);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new PersonalDataUnreadable("it is not base64");
        }
    }
}
