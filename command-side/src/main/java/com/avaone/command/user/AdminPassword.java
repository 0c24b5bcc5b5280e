package com.avaone.command.user;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The first system admin's password: a good one made up, or a bad one told. */
final class AdminPassword {

    /** Without characters that are taken for one another. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int GENERATED_LENGTH = 20;
    private static final int LEAST_LENGTH = 12;
    private static final int LEAST_DIFFERENT = 5;

    /** What documents, images and lists of guesses are full of; compared without regard to case, digits and signs. */
    private static final Set<String> KNOWN = Set.of(
            "admin",
            "administrator",
            "adminadmin",
            "avaone",
            "avaoneadmin",
            "avaonesuite",
            "changeme",
            "changemenow",
            "changethis",
            "default",
            "letmein",
            "password",
            "passwordpassword",
            "passw",
            "qwerty",
            "qwertyuiop",
            "qwertyuiopasdf",
            "root",
            "secret",
            "secretpassword",
            "superadmin",
            "superuser",
            "systemadmin",
            "test",
            "testpassword",
            "welcome",
            "yourpassword",
            "replaceme",
            "");

    private AdminPassword() {}

    /** A new password of 20 characters, of which there are 2 to the 115. */
    static String generate() {
        return new SecureRandom()
                .ints(GENERATED_LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }

    /** Whether the password is one that is tried first by who attacks. */
    static boolean isWeak(String password, String email) {
        var letters = password.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return password.length() < LEAST_LENGTH
                || password.chars().distinct().count() < LEAST_DIFFERENT
                || password.equalsIgnoreCase(email)
                || KNOWN.contains(letters);
    }
}
