package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Makes mails of the templates and texts under {@code templates/mail}. The engine is no bean, so that it does not take the place of the
 * pages' one.
 */
@Component
class MailTexts {

    private static final String HOME = "templates/mail/";
    private static final String DAY = "d MMMM yyyy";

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    MailTexts() {
        texts.setBasename(HOME + "texts");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        engine.setTemplateEngineMessageSource(texts);
        engine.addTemplateResolver(resolver(TemplateMode.HTML, "*.html"));
        engine.addTemplateResolver(resolver(TemplateMode.TEXT, "*.txt"));
    }

    private static ClassLoaderTemplateResolver resolver(TemplateMode mode, String names) {
        var resolver = new ClassLoaderTemplateResolver(MailTexts.class.getClassLoader());
        resolver.setPrefix(HOME);
        resolver.setTemplateMode(mode);
        resolver.setResolvablePatterns(Set.of(names));
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return resolver;
    }

    /** A mail in words: its subject, and what it says as plain text and as a page. */
    record Words(String subject, String text, String html) {}

    /**
     * What a mail is filled with.
     *
     * @param name of the recipient, or null
     * @param organization of the account
     * @param until how long the link is good, or the license usable, or when to meet, in words; null where the mail does not say
     * @param mention another address, or the reference of a lead, that the mail speaks of; null where it speaks of none
     * @param link the whole address that the mail leads to; null where it leads nowhere
     * @param days how many are left; null where the mail does not say
     * @param answered whether the organization reads answers
     */
    record Filling(
            @Nullable String name,
            String organization,
            @Nullable String until,
            @Nullable String mention,
            @Nullable String link,
            @Nullable Integer days,
            boolean answered) {}

    /** A moment in words, with the zone in which they tell it. */
    static String moment(Instant moment, Locale locale, ZoneId zone) {
        return "%s (%s)"
                .formatted(
                        DateTimeFormatter.ofPattern(DAY + ", HH:mm", locale).format(moment.atZone(zone)), zone.getId());
    }

    /** A day in words. */
    static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofPattern(DAY, locale).format(day);
    }

    /**
     * What a calendar says of a meeting that a lead asks for.
     *
     * @param part {@code summary} or {@code description}
     * @param lead who asks, and of which organization
     */
    String meeting(String part, Addressee lead, String reference) {
        var arguments = new Object[] {lead.organization(), null, reference};
        return texts.getMessage(MailTemplate.LEAD_MEETING + "." + part, arguments, lead.locale());
    }

    Words of(MailTemplate template, Locale locale, Filling filling) {
        var arguments = new Object[] {filling.organization(), filling.until(), filling.mention(), filling.days()};
        var subject = texts.getMessage(template + ".subject", arguments, locale);
        var values = new HashMap<String, @Nullable Object>();
        values.put("template", template.name());
        values.put("subject", subject);
        values.put("name", filling.name());
        values.put("organization", filling.organization());
        values.put("until", filling.until());
        values.put("mention", filling.mention());
        values.put("link", filling.link());
        values.put("days", filling.days());
        values.put("answered", filling.answered());
        var context = new Context(locale, values);
        return new Words(subject, engine.process("mail.txt", context), engine.process("mail.html", context));
    }
}
