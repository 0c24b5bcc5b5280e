package com.avaone.api.communication;

/**
 * A mail as it would be written.
 *
 * @param text what it says, as plain text
 * @param html the same as a page
 */
public record MailPreview(MailTemplate template, String subject, String text, String html) {}
