package com.avaone.api.client;

import com.avaone.api.kernel.TimeOrderedId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A token of an API client: {@code avaone_}, the client's identifier without its prefix, {@code _}, 256 random bits and a checksum of all
 * that, in base64url. The beginning and the checksum let scanners of source code and logs find tokens without asking anybody, and an error
 * in typing is noticed before anything is looked up.
 *
 * @param clientId whose it is
 * @param text the whole token; keep it out of messages, logs and exceptions
 */
public record ClientToken(ClientId clientId, String text) {

    /** What every token begins with. */
    public static final String PREFIX = "avaone_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;
    private static final int ID_END = PREFIX.length() + 26;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int LENGTH = ID_END + 1 + 43 + CHECKSUM_LENGTH;

    /** A new token. */
    public static ClientToken random(ClientId clientId) {
        var secret = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(secret);
        var body = PREFIX + clientId.value().substring(ClientId.PREFIX.length()) + "_" + base64(secret);
        return new ClientToken(clientId, body + checksum(body));
    }

    /** What {@code text} is, if it has the form and the checksum of a token; whether it is a good one, the vault says. */
    public static Optional<ClientToken> parse(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(ID_END) != '_') {
            return Optional.empty();
        }
        var id = text.substring(PREFIX.length(), ID_END);
        var body = text.substring(0, LENGTH - CHECKSUM_LENGTH);
        return TimeOrderedId.matches("", id) && text.endsWith(checksum(body))
                ? Optional.of(new ClientToken(new ClientId(ClientId.PREFIX + id), text))
                : Optional.empty();
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return base64(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Only whose token it is. */
    @Override
    public String toString() {
        return "token of " + clientId;
    }
}
