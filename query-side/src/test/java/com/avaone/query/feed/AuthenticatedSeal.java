package com.avaone.query.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.PersonalSeal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Notices every change, in the form that the suite's own seal has; hides nothing. */
final class AuthenticatedSeal implements PersonalSeal {

    private static final int MAC = 32;

    @Override
    public Optional<String> seal(String personId, String place, byte[] content) {
        var head = "1." + personId + ".";
        var sealed = new byte[MAC + content.length];
        System.arraycopy(mac(head + place, content), 0, sealed, 0, MAC);
        System.arraycopy(content, 0, sealed, MAC, content.length);
        return Optional.of(head + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    @Override
    public Optional<byte[]> open(String place, String sealed) {
        var end = sealed.lastIndexOf('.') + 1;
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed.substring(end));
            var content = new byte[Math.max(0, bytes.length - MAC)];
            System.arraycopy(bytes, bytes.length - content.length, content, 0, content.length);
            var mac = new byte[bytes.length - content.length];
            System.arraycopy(bytes, 0, mac, 0, mac.length);
            if (MessageDigest.isEqual(mac, mac(sealed.substring(0, end) + place, content))) {
                return Optional.of(content);
            }
        } catch (IllegalArgumentException _) {
            // Falls through: it is not sealed by this.
        }
        throw new IllegalStateException("Not sealed by this");
    }

    private static byte[] mac(String head, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("of a test".getBytes(UTF_8), "HmacSHA256"));
            mac.update(head.getBytes(UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
