package com.avaone.api.organization;

import java.util.List;

/**
 * How an organization wants the suite to behave towards it.
 *
 * @param timeZone IANA name, for example {@code Asia/Kolkata}
 * @param locale BCP 47 tag of a language the suite speaks: {@code en} or {@code hi}
 * @param retentionDays how long data of ended work is kept
 * @param expiryNoticeDays how many days before the license ends a notice is given, from many to few
 */
public record OrganizationSettings(String timeZone, String locale, int retentionDays, List<Integer> expiryNoticeDays) {

    /** What a new organization begins with. */
    public static final OrganizationSettings DEFAULT = new OrganizationSettings("UTC", "en", 365, List.of(30, 7, 1));
}
