package com.avaone.evidence;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the fields of a JSON object, one level deep: enough to name a line. What is nested is kept as its text. */
final class JsonFields {

    private static final int UNICODE_DIGITS = 4;

    private final String json;
    private int at;

    private JsonFields(String json) {
        this.json = json;
    }

    /**
     * The fields of an object; texts as they read, everything else as it is written.
     *
     * @throws NotValid if the text is no JSON object, or has a field twice
     */
    static Map<String, String> of(String json) {
        try {
            return new JsonFields(json).object();
        } catch (IndexOutOfBoundsException | NumberFormatException _) {
            throw new NotValid("The JSON ends too early");
        }
    }

    private Map<String, String> object() {
        var fields = new LinkedHashMap<String, String>();
        expect('{');
        if (peek() != '}') {
            while (true) {
                var name = text();
                expect(':');
                if (fields.put(name, value()) != null) {
                    throw new NotValid("A field is there twice");
                }
                if (peek() == '}') {
                    break;
                }
                expect(',');
            }
        }
        expect('}');
        if (at != json.length()) {
            throw new NotValid("Something stands behind the JSON");
        }
        return fields;
    }

    private char peek() {
        return json.charAt(at);
    }

    private void expect(char expected) {
        if (json.charAt(at++) != expected) {
            throw new NotValid("This is no JSON without blanks");
        }
    }

    private String value() {
        if (peek() == '"') {
            return text();
        }
        var begin = at;
        var depth = 0;
        // Ends before the comma or bracket that belongs to the object.
        while (depth > 0 || (peek() != ',' && peek() != '}')) {
            switch (peek()) {
                case '"' -> text();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        }
        if (at == begin) {
            throw new NotValid("A field has no value");
        }
        return json.substring(begin, at);
    }

    private String text() {
        expect('"');
        var text = new StringBuilder();
        while (peek() != '"') {
            var unit = json.charAt(at++);
            text.append(unit == '\\' ? escaped() : unit);
        }
        at++;
        return text.toString();
    }

    private char escaped() {
        var unit = json.charAt(at++);
        return switch (unit) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += UNICODE_DIGITS;
                yield (char) Integer.parseInt(json.substring(at - UNICODE_DIGITS, at), 16);
            }
            default -> unit;
        };
    }
}
