package com.avaone.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as the evidence log has it: the data of a leaf, and a line of a bundle. It is made of what is stored, sealed parts sealed, so it is
 * the same for ever. docs/evidence.md tells its form byte by byte; not one may ever change.
 *
 * @param position in the suite's log
 * @param eventId identifier of the event
 * @param at when it was recorded; what is finer than milliseconds is left out
 * @param type stable name
 * @param revision of the form in which it is stored; absent where it has none
 * @param aggregate in whose stream it is; absent where it is in none
 * @param metadata as stored
 * @param payload JSON as stored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LogLine(
        long position,
        String eventId,
        Instant at,
        String type,
        @Nullable String revision,
        @Nullable Aggregate aggregate,
        Map<String, String> metadata,
        byte[] payload) {

    /** Whose an event is, in the metadata; absent where it is nobody's. */
    public static final String ORGANIZATION = "tenant";

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int FIRST_PRINTABLE = 0x20;

    /**
     * A stream of events.
     *
     * @param id of the aggregate
     * @param type of the aggregate; absent where it is not stored
     * @param number of the event in the stream, from 0
     */
    public record Aggregate(String id, @Nullable String type, long number) {}

    /** Whose the event is; null where it is nobody's. */
    public @Nullable String organization() {
        return metadata.get(ORGANIZATION);
    }

    /** The line in UTF-8, without a line feed. */
    public byte[] bytes() {
        var line =
                new StringBuilder(256 + payload.length).append("{\"position\":").append(position);
        text(line.append(",\"id\":"), eventId);
        text(line.append(",\"at\":"), INSTANT.format(at));
        text(line.append(",\"type\":"), type);
        if (revision != null) {
            text(line.append(",\"revision\":"), revision);
        }
        if (aggregate != null) {
            text(line.append(",\"aggregate\":"), aggregate.id());
            if (aggregate.type() != null) {
                text(line.append(",\"aggregateType\":"), aggregate.type());
            }
            line.append(",\"number\":").append(aggregate.number());
        }
        line.append(",\"metadata\":{");
        var separator = "";
        for (var entry : new TreeMap<>(metadata).entrySet()) {
            text(line.append(separator), entry.getKey());
            text(line.append(':'), entry.getValue());
            separator = ",";
        }
        line.append('}');
        if (!isOneLineOfText(payload)) {
            text(line.append(",\"payloadBase64\":"), Base64.getEncoder().encodeToString(payload));
            return line.append('}').toString().getBytes(UTF_8);
        }
        var begin = line.append(",\"payload\":").toString().getBytes(UTF_8);
        var bytes = Arrays.copyOf(begin, begin.length + payload.length + 1);
        System.arraycopy(payload, 0, bytes, begin.length, payload.length);
        bytes[bytes.length - 1] = '}';
        return bytes;
    }

    /** Whatever the suite stores is. */
    private static boolean isOneLineOfText(byte[] payload) {
        for (var unit : payload) {
            if (unit >= 0 && unit < FIRST_PRINTABLE) {
                return false;
            }
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).hasRemaining();
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** A JSON string in which only what must be is escaped. */
    private static void text(StringBuilder line, String value) {
        line.append('"');
        for (var i = 0; i < value.length(); i++) {
            var unit = value.charAt(i);
            if (unit == '"' || unit == '\\') {
                line.append('\\').append(unit);
            } else if (unit < FIRST_PRINTABLE) {
                line.append("\\u%04x".formatted((int) unit));
            } else {
                line.append(unit);
            }
        }
        line.append('"');
    }
}
