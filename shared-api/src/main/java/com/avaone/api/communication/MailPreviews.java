package com.avaone.api.communication;

import java.util.Locale;

/** Shows mails as they would be written, to somebody who is made up. Every node can ask. */
public interface MailPreviews {

    /** A mail in a language of the suite; in English where it does not speak it. */
    MailPreview of(MailTemplate template, Locale locale);
}
