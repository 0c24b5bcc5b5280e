package com.avaone.api.communication;

import org.jspecify.annotations.Nullable;

/**
 * A mail as it would be written.
 *
 * @param text what it says, as plain text
 * @param html the same as a page
 * @param attachment that it brings along; absent where it brings none
 */
public record MailPreview(
        MailTemplate template,
        String subject,
        String text,
        String html,
        @Nullable MailAttachment attachment) {}
