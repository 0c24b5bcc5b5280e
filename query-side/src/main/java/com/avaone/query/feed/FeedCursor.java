package com.avaone.query.feed;

import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.feed.FeedRule;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Points as text that a reader keeps: sealed, so that nobody can make or change one, and with a fingerprint of the filters by which was
 * counted. Nothing of a reader is kept here.
 */
final class FeedCursor {

    /** Its key is nobody's, lies where those of persons lie, is known to every node, and is never forgotten. */
    private static final String KEY = "event-feed";

    private static final String PLACE = "cursor";
    private static final int LONGEST = 500;

    private static final byte FORM = 1;
    private static final int DIGEST = 32;
    private static final int FINGERPRINT = 16;
    private static final int LENGTH = 1 + Long.BYTES + Long.BYTES + DIGEST + FINGERPRINT;

    private final PersonalSeal seal;

    FeedCursor(PersonalSeal seal) {
        this.seal = seal;
    }

    String seal(FeedPoint point, FeedFilter filter) {
        var content = ByteBuffer.allocate(LENGTH)
                .put(FORM)
                .putLong(point.position())
                .putLong(point.count())
                .put(HexFormat.of().parseHex(point.digest()))
                .put(fingerprint(filter))
                .array();
        return seal.seal(KEY, PLACE, content)
                .orElseThrow(() -> new IllegalStateException("The key of the event feed's cursors was forgotten"));
    }

    FeedPoint open(String cursor, FeedFilter filter) {
        var content = ByteBuffer.wrap(content(cursor));
        if (content.remaining() != LENGTH || content.get() != FORM) {
            throw notValid();
        }
        var position = content.getLong();
        var count = content.getLong();
        var digest = new byte[DIGEST];
        content.get(digest);
        var fingerprint = new byte[FINGERPRINT];
        content.get(fingerprint);
        if (!Arrays.equals(fingerprint, fingerprint(filter))) {
            throw new Rejected(
                    FeedRule.CURSOR_OF_OTHER_FILTERS,
                    "The cursor goes on with the organization, types and aggregate with which it began.");
        }
        return new FeedPoint(position, count, HexFormat.of().formatHex(digest));
    }

    private byte[] content(String cursor) {
        // Looked at first: the seal would look for the key of whatever name stands there.
        if (cursor.length() > LONGEST || !cursor.startsWith("1." + KEY + ".")) {
            throw notValid();
        }
        try {
            return seal.open(PLACE, cursor).orElseThrow(FeedCursor::notValid);
        } catch (IllegalStateException _) {
            throw notValid(); // made by hand, changed, or of another installation
        }
    }

    private static Rejected notValid() {
        return new Rejected(FeedRule.CURSOR_NOT_VALID, "The cursor must be one that this feed gave, unchanged.");
    }

    private static byte[] fingerprint(FeedFilter filter) {
        var text = (filter.organizationId() == null ? "" : filter.organizationId())
                + "\n"
                + String.join(" ", filter.types())
                + "\n"
                + (filter.aggregateId() == null ? "" : filter.aggregateId());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, FINGERPRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
