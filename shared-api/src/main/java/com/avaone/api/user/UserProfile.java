package com.avaone.api.user;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Personal;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person beside the address.
 *
 * @param firstName as the person is called
 * @param lastName family name
 * @param department in the organization's own words
 * @param position in the organization's own words
 * @param accountId under which the organization's own systems know the person
 */
public record UserProfile(
        @Personal @Nullable String firstName,
        @Personal @Nullable String lastName,
        @Personal @Nullable String department,
        @Personal @Nullable String position,
        @Personal @Nullable String accountId) {

    /** Nothing is known. */
    public static final UserProfile EMPTY = new UserProfile(null, null, null, null, null);

    private static final int MAX_LENGTH = 100;

    /**
     * Judges a profile from outside.
     *
     * @return this profile
     * @throws InvalidValue naming the field at fault
     */
    public UserProfile judged() {
        judge("firstName", firstName);
        judge("lastName", lastName);
        judge("department", department);
        judge("position", position);
        judge("accountId", accountId);
        return this;
    }

    private static void judge(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > MAX_LENGTH)) {
            throw new InvalidValue(field, "must be 1 to %d characters".formatted(MAX_LENGTH));
        }
    }

    /** This profile, and where it says nothing, what {@code known} says. */
    public UserProfile orElse(UserProfile known) {
        return new UserProfile(
                firstName == null ? known.firstName : firstName,
                lastName == null ? known.lastName : lastName,
                department == null ? known.department : department,
                position == null ? known.position : position,
                accountId == null ? known.accountId : accountId);
    }

    /** First and last name with a space between; the address where there is neither. */
    public String displayName(String address) {
        var name = ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        return name.isEmpty() ? address : name;
    }
}
