package com.avaone.api.user;

import com.avaone.api.kernel.Rejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords may be chosen, after NIST SP 800-63B: long enough, and none that would be among the first tried. No signs, digits or
 * capitals are asked for. Characters are Unicode code points of the {@link #normalized normal form}.
 */
public final class PasswordPolicy {

    /** The fewest characters. */
    public static final int MIN_LENGTH = 8;

    /** The most characters: room for a sentence, and a bound for what is hashed. */
    public static final int MAX_LENGTH = 128;

    /** In lower case. The file says where they are from. */
    private static final Set<String> COMMON = common();

    /** Fewer are a pattern, not a password; see {@link #runs}. */
    private static final int LEAST_RUNS = 5;

    /** Shorter words are in anything. */
    private static final int LEAST_WORD = 3;

    private static final List<String> OWN = List.of("avaone", "suite");
    private static final List<String> KEYBOARD = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern AROUND_LETTERS = Pattern.compile("^\\P{L}+|\\P{L}+$");

    private PasswordPolicy() {}

    /**
     * The form in which a password is judged, hashed and compared: composed (NFC, as RFC 8265 advises), so that what looks the same is the
     * same on every keyboard, and nothing that differs is folded together.
     */
    public static String normalized(CharSequence password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /**
     * Returns if the password may be chosen.
     *
     * @param known what others know of the user: address, names, organization
     * @throws Rejected as {@link UserRule#PASSWORD_WEAK}, naming the field {@code password}; the detail says what is wrong
     */
    public static void judge(CharSequence password, Collection<String> known) {
        weakness(password, known).ifPresent(weakness -> {
            throw new Rejected(UserRule.PASSWORD_WEAK, weakness, "password", Map.of());
        });
    }

    /** What is wrong with the password as a sentence about it; empty if it may be chosen. As {@link #judge}, for who answers otherwise. */
    public static Optional<String> weakness(CharSequence password, Collection<String> known) {
        var text = normalized(password).toLowerCase(Locale.ROOT);
        if (length(text) < MIN_LENGTH) {
            return Optional.of("It must have at least %d characters.".formatted(MIN_LENGTH));
        }
        if (length(text) > MAX_LENGTH) {
            return Optional.of("It must have at most %d characters.".formatted(MAX_LENGTH));
        }
        if (isCommon(text)) {
            return Optional.of("It is one of the passwords that are tried first.");
        }
        if (runs(text) < LEAST_RUNS || repeatsItself(text)) {
            return Optional.of("It repeats itself or follows a sequence.");
        }
        if (length(without(words(known), text)) < MIN_LENGTH) {
            return Optional.of("It says little more than an address, a name or an organization that others know.");
        }
        return Optional.empty();
    }

    /** Also with digits and signs before and after. */
    private static boolean isCommon(String text) {
        return COMMON.contains(text)
                || COMMON.contains(AROUND_LETTERS.matcher(text).replaceAll(""));
    }

    /** In how many goes it is typed without thinking: a character that repeats the one before or is its neighbour costs nothing. */
    private static int runs(String text) {
        var runs = 1;
        for (var i = 1; i < text.length(); i++) {
            if (!areNeighbours(text.charAt(i - 1), text.charAt(i))) {
                runs++;
            }
        }
        return runs;
    }

    private static boolean areNeighbours(char one, char other) {
        var distance = Math.abs(one - other);
        return distance <= 1
                || (distance == 9 && Character.isDigit(one) && Character.isDigit(other))
                || KEYBOARD.stream().anyMatch(row -> {
                    var place = row.indexOf(one);
                    var otherPlace = row.indexOf(other);
                    return place >= 0 && otherPlace >= 0 && Math.abs(place - otherPlace) == 1;
                });
    }

    /** Whether it is one part over and over, the last time perhaps not to its end. */
    private static boolean repeatsItself(String text) {
        for (var part = 1; part <= text.length() / 2; part++) {
            if (text.startsWith(text.substring(part))) {
                return true;
            }
        }
        return false;
    }

    /** The longest first, so that a word within another leaves nothing behind. */
    private static List<String> words(Collection<String> known) {
        return Stream.concat(
                        OWN.stream(),
                        known.stream()
                                .map(text -> normalized(text).toLowerCase(Locale.ROOT))
                                .flatMap(text -> Stream.concat(Stream.of(text), BETWEEN_WORDS.splitAsStream(text))))
                .filter(word -> length(word) >= LEAST_WORD)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String without(List<String> words, String text) {
        var left = text;
        for (var word : words) {
            left = left.replace(word, "");
        }
        return left;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Set<String> common() {
        try (var file = Objects.requireNonNull(PasswordPolicy.class.getResourceAsStream("common-passwords.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
