package com.avaone.api.organization;

import com.avaone.api.kernel.InvalidValue;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an organization wants the suite to behave towards it.
 *
 * @param timeZone IANA name, for example {@code Asia/Kolkata}
 * @param locale BCP 47 tag of a language the suite speaks: {@code en} or {@code hi}
 * @param retentionDays how long data of ended work is kept: 1 to 3650
 * @param expiryNoticeDays how many days before the license ends a notice is given, from many to few: at most ten, each 1 to 365
 * @param mailSender in whose name its people get mail, a single line of at most 60 characters; absent for the organization's own name
 */
public record OrganizationSettings(
        String timeZone,
        String locale,
        int retentionDays,
        List<Integer> expiryNoticeDays,
        @Nullable String mailSender) {

    /** What a new organization begins with. */
    public static final OrganizationSettings DEFAULT =
            new OrganizationSettings("UTC", "en", 365, List.of(30, 7, 1), null);

    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();
    private static final Set<String> LOCALES = Set.of("en", "hi");
    private static final int MAX_RETENTION_DAYS = 3650;
    private static final int MAX_NOTICES = 10;
    private static final int MAX_NOTICE_DAYS = 365;
    private static final Pattern MAIL_SENDER = Pattern.compile("[^\\p{Cntrl}@<>]{1,60}");

    /**
     * Judges settings from outside.
     *
     * @return these settings
     * @throws InvalidValue naming the field at fault
     */
    public OrganizationSettings judged() {
        if (!TIME_ZONES.contains(timeZone)) {
            throw new InvalidValue("timeZone", "must be the IANA name of a time zone such as Asia/Kolkata");
        }
        if (!LOCALES.contains(locale)) {
            throw new InvalidValue("locale", "must be en or hi");
        }
        if (retentionDays < 1 || retentionDays > MAX_RETENTION_DAYS) {
            throw new InvalidValue("retentionDays", "must be a number of days from 1 to 3650");
        }
        if (expiryNoticeDays.size() > MAX_NOTICES) {
            throw new InvalidValue("expiryNoticeDays", "must be at most 10 numbers of days");
        }
        var before = MAX_NOTICE_DAYS + 1;
        for (int days : expiryNoticeDays) {
            if (days < 1 || days >= before) {
                throw new InvalidValue(
                        "expiryNoticeDays", "must be numbers of days from 365 to 1, each less than the one before");
            }
            before = days;
        }
        if (mailSender != null
                && (mailSender.isBlank() || !MAIL_SENDER.matcher(mailSender).matches())) {
            throw new InvalidValue("mailSender", "must be a name of at most 60 characters, without @, < and >");
        }
        return this;
    }
}
