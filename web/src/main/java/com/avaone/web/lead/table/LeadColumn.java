package com.avaone.web.lead.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a column of a table says of a lead. */
enum LeadColumn {
    NAME("name", "fullname", "person", "contactname", "contact", "नाम", "पूरानाम", "व्यक्ति"),
    EMAIL("email", "mail", "emailaddress", "mailaddress", "ईमेल", "ईमेलपता", "ईमेलआईडी"),
    PHONE(
            "phone",
            "telephone",
            "phonenumber",
            "phoneno",
            "mobileno",
            "mobile",
            "mobilenumber",
            "tel",
            "फ़ोन",
            "फोन",
            "फ़ोननंबर",
            "मोबाइल",
            "मोबाइलनंबर"),
    COMPANY("company", "organization", "organisation", "companyname", "employer", "कंपनी", "कम्पनी", "संगठन"),
    MESSAGE("message", "note", "notes", "comment", "comments", "remarks", "संदेश", "टिप्पणी", "नोट"),
    CONSENT("consent", "consenttext", "consentversion", "textversion", "सहमति", "सहमतिपाठ"),
    CONSENT_AT("consentat", "consenttime", "consentdate", "givenat", "सहमतिसमय", "सहमतिकासमय"),
    /** Nothing: it is read over. */
    IGNORED;

    private final Set<String> headings;

    LeadColumn(String... headings) {
        this.headings = Set.of(headings);
    }

    /** What columns are likely to say, by what stands above them in English or Hindi: each thing once. */
    static List<LeadColumn> guessed(List<String> headings) {
        var left = EnumSet.complementOf(EnumSet.of(IGNORED));
        var guessed = new ArrayList<LeadColumn>();
        for (var heading : headings) {
            var plain = heading.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_./()-]", "");
            var column = left.stream()
                    .filter(one -> one.headings.contains(plain))
                    .findFirst()
                    .orElse(IGNORED);
            left.remove(column);
            guessed.add(column);
        }
        return guessed;
    }

    /** The field of a lead, as refusals name it. */
    String field() {
        return switch (this) {
            case CONSENT_AT -> "consentAt";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }
}
