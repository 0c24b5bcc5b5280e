package com.avaone.api.communication;

/**
 * A file that a mail brings along. Every one is text.
 *
 * @param name under which it is kept by whoever gets it
 * @param mediaType with what whoever reads it must know, such as {@code text/calendar; charset=utf-8; method=REQUEST}
 * @param content what is in it; it says as much of people as the mail does
 */
public record MailAttachment(String name, String mediaType, String content) {

    /** Leaves out what is in it: it must not get into a log. */
    @Override
    public String toString() {
        return "MailAttachment[name=%s, mediaType=%s]".formatted(name, mediaType);
    }
}
