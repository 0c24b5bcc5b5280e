package com.avaone.web.communication;

import com.avaone.api.communication.MailTemplate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which mail is looked at, and how; what is absent is as most see it. */
record TemplateFilter(
        @Nullable MailTemplate template,
        @Nullable Language language,
        @Nullable Theme theme) {

    /** A language of the suite. */
    enum Language {
        EN,
        HI;

        /** As a tag. */
        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the reader's program looks like. */
    enum Theme {
        LIGHT,
        DARK
    }

    TemplateFilter {
        template = template == null ? MailTemplate.INVITATION : template;
        language = language == null ? Language.EN : language;
        theme = theme == null ? Theme.LIGHT : theme;
    }
}
