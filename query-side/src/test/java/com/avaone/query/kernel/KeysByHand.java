package com.avaone.query.kernel;

import com.avaone.api.kernel.PersonalSeal;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** "Seals" by base64, under keys that a test can erase or lose. */
public final class KeysByHand implements PersonalSeal {

    public final Set<String> erased = new HashSet<>();
    public boolean lost;

    @Override
    public Optional<String> seal(String personId, String place, byte[] content) {
        return erased.contains(personId)
                ? Optional.empty()
                : Optional.of(personId + "." + place + "." + Base64.getEncoder().encodeToString(content));
    }

    @Override
    public Optional<byte[]> open(String place, String sealed) {
        var parts = sealed.split("\\.");
        if (lost || parts.length != 3 || !parts[1].equals(place)) {
            throw new IllegalStateException("No key");
        }
        return erased.contains(parts[0])
                ? Optional.empty()
                : Optional.of(Base64.getDecoder().decode(parts[2]));
    }
}
