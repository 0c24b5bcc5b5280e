package com.avaone.command.communication;

import com.avaone.api.kernel.EmailAddress;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mail is for. Names are single lines: they get into subjects.
 *
 * @param email the address of the account when the event happened; of an organization that of its administration
 * @param name as the person is called; absent where nobody said
 * @param organization name of the organization of the account
 * @param locale the organization's language
 * @param zone the organization's time zone
 * @param sender in whose name mail comes
 * @param replyTo where answers go; null where nobody reads them
 */
record Addressee(
        EmailAddress email,
        @Nullable String name,
        String organization,
        Locale locale,
        ZoneId zone,
        String sender,
        @Nullable EmailAddress replyTo) {

    /** The same person at another address. */
    Addressee at(EmailAddress address) {
        return new Addressee(address, name, organization, locale, zone, sender, replyTo);
    }
}
