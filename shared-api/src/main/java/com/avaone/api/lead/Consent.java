package com.avaone.api.lead;

import com.avaone.api.kernel.InvalidValue;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * That somebody agreed to be written to.
 *
 * @param textVersion which text the person agreed to, for example {@code contact-form-2}
 * @param address the network address from which, where it is known
 * @param givenAt when; absent where it is said at this moment
 */
public record Consent(
        String textVersion,
        @Nullable String address,
        @Nullable Instant givenAt) {

    private static final Pattern VERSION = Pattern.compile("[a-z0-9][a-z0-9.-]{0,49}");
    private static final int MAX_ADDRESS = 100;

    /** What somebody agrees to at this moment. */
    public Consent(String textVersion, @Nullable String address) {
        this(textVersion, address, null);
    }

    /**
     * Judges a consent from outside.
     *
     * @return this consent
     * @throws InvalidValue naming the field at fault
     */
    public Consent judged() {
        if (!VERSION.matcher(textVersion).matches()) {
            throw new InvalidValue("textVersion", "must be 1 to 50 letters a-z, digits, full stops and hyphens");
        }
        if (address != null && (address.isBlank() || address.length() > MAX_ADDRESS)) {
            throw new InvalidValue("address", "must be 1 to %d characters".formatted(MAX_ADDRESS));
        }
        return this;
    }
}
