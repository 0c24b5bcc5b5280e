package com.avaone.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;

/** The key that signs an evidence log: a secret. Safe for use by many threads. */
public final class SigningKey {

    private static final int NAME_DIGITS = 16;

    private final PrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey key, VerifierKey verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /**
     * A new key with a name of its own: {@code prefix}, a slash and digits of its fingerprint.
     *
     * @param prefix lower-case letters
     */
    public static SigningKey generate(String prefix) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var digits = Hash.sha256(pair.getPublic().getEncoded()).hex().substring(0, NAME_DIGITS);
            return new SigningKey(
                    pair.getPrivate(),
                    VerifierKey.of("%s/%s".formatted(prefix.toLowerCase(Locale.ROOT), digits), pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has Ed25519", e);
        }
    }

    /**
     * Reads what {@link #secretText} wrote.
     *
     * @throws NotValid if it is no such text
     */
    public static SigningKey parse(String secretText) {
        var parts = secretText.split(" ", 2);
        if (parts.length != 2) {
            throw new NotValid("This is no signing key");
        }
        try {
            var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1]));
            var key = KeyFactory.getInstance("Ed25519").generatePrivate(encoded);
            var signing = new SigningKey(key, VerifierKey.parse(parts[0]));
            // A half of another pair would sign what nobody can verify.
            if (!signing.verifier.signed("", signing.verifier.marked(signing.sign("")))) {
                throw new NotValid("The two halves of the signing key do not belong together");
            }
            return signing;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new NotValid("This is no signing key");
        }
    }

    /** Everything about it, as a text to be kept where nobody sees it. */
    public String secretText() {
        return verifier.text() + " " + Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Its public half. */
    public VerifierKey verifier() {
        return verifier;
    }

    byte[] sign(String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key does not sign", e);
        }
    }
}
