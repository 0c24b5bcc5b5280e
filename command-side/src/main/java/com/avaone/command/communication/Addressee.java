package com.avaone.command.communication;

import com.avaone.api.kernel.EmailAddress;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mail is for. Names are single lines: they get into subjects.
 *
 * @param email the address of the account when the event happened
 * @param name as the person is called; absent where nobody said
 * @param organization name of the organization of the account
 * @param locale the organization's language
 * @param zone the organization's time zone
 */
record Addressee(EmailAddress email, @Nullable String name, String organization, Locale locale, ZoneId zone) {}
