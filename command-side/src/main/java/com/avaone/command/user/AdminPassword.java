package com.avaone.command.user;

import com.avaone.api.user.PasswordPolicy;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;

/** The first system admin's password: a good one made up, or a bad one told. */
final class AdminPassword {

    /** Without characters that are taken for one another. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int GENERATED_LENGTH = 20;
    private static final int LEAST_LENGTH = 12;

    private AdminPassword() {}

    /** A new password of 20 characters, of which there are 2 to the 115. */
    static String generate() {
        return new SecureRandom()
                .ints(GENERATED_LENGTH, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }

    /** Whether the password is too easy to guess for somebody who may do everything. */
    static boolean isWeak(String password, String email) {
        return password.length() < LEAST_LENGTH
                || PasswordPolicy.weakness(password, List.of(email)).isPresent();
    }
}
