package com.avaone.api.crm;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Personal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is called and reached. There is an address or a telephone number, or both.
 *
 * @param name first and last name, as the person gave it
 * @param phone in any notation
 * @param company where the person works, in the person's own words
 */
public record PersonDetails(
        @Personal @Nullable String name,
        @Personal @Nullable EmailAddress email,
        @Personal @Nullable String phone,
        @Personal @Nullable String company) {

    private static final int MAX_TEXT = 200;
    private static final int MAX_PHONE = 50;
    private static final int MIN_DIGITS = 5;

    /** So many digits tell a telephone; what comes before them (country, trunk prefix) is written by some and left out by others. */
    private static final int TELLING_DIGITS = 10;

    /**
     * Reads details as they are written, and judges them.
     *
     * @throws InvalidValue naming the field at fault
     */
    public static PersonDetails parse(
            @Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String company) {
        var address = email == null || email.isBlank() ? null : EmailAddress.parse("email", email);
        return new PersonDetails(name, address, phone, company).judged();
    }

    /**
     * Judges details from outside.
     *
     * @return these details without blanks around them and without empty texts
     * @throws InvalidValue naming the field at fault
     */
    public PersonDetails judged() {
        var judged = new PersonDetails(
                judged("name", name, MAX_TEXT),
                email == null || email.value().isBlank() ? null : EmailAddress.parse("email", email.value()),
                judged("phone", phone, MAX_PHONE),
                judged("company", company, MAX_TEXT));
        if (judged.phone != null && digits(judged.phone).length() < MIN_DIGITS) {
            throw new InvalidValue("phone", "must be a telephone number");
        }
        if (judged.email == null && judged.phone == null) {
            throw new InvalidValue("email", "must be given where there is no telephone number");
        }
        return judged;
    }

    private static @Nullable String judged(String field, @Nullable String text, int max) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var stripped = text.strip();
        if (stripped.length() > max) {
            throw new InvalidValue(field, "must be at most %d characters".formatted(max));
        }
        return stripped;
    }

    /** By what the person is named in a list: the name, else the address, else the number. */
    public String displayName() {
        return Stream.of(
                        Optional.ofNullable(name),
                        Optional.ofNullable(email).map(EmailAddress::value),
                        Optional.ofNullable(phone))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    /** The last digits of the number, by which two notations of one number are found equal; absent without a number. */
    public @Nullable String phoneKey() {
        if (phone == null) {
            return null;
        }
        var digits = digits(phone);
        return digits.isEmpty() ? null : digits.substring(Math.max(0, digits.length() - TELLING_DIGITS));
    }

    private static String digits(String phone) {
        return phone.codePoints()
                .filter(Character::isDigit)
                .mapToObj(digit -> Integer.toString(Character.digit(digit, 10)))
                .collect(Collectors.joining());
    }

    /**
     * The name without accents, capitals and signs, its words in the order of letters, by which two notations of one name are found equal;
     * absent without a name.
     */
    public @Nullable String nameKey() {
        if (name == null) {
            return null;
        }
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("[\\u0300-\\u036f]", "")
                .toLowerCase(Locale.ROOT);
        var key = Arrays.stream(plain.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
        return key.isEmpty() ? null : key;
    }
}
