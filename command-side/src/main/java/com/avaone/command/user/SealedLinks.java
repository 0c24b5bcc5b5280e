package com.avaone.command.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.user.Links;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Links as {@code base64url(purpose|subject|organizationId|id|expiry).base64url(seal)}. */
final class SealedLinks implements Links {

    private static final int PARTS = 5;
    private static final int MAX_LENGTH = 512;

    private final VaultSeal seal;
    private final Clock clock;

    SealedLinks(VaultSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    @Override
    public String seal(Link link) {
        var content = String.join(
                        "|",
                        link.purpose().name(),
                        link.subject(),
                        link.organizationId().value(),
                        link.id(),
                        Long.toString(link.expiresAt().toEpochMilli()))
                .getBytes(UTF_8);
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(content) + "." + base64.encodeToString(seal.seal(content));
    }

    @Override
    public Optional<Link> open(Purpose purpose, String text) {
        var dot = text.indexOf('.');
        if (dot < 0 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var content = Base64.getUrlDecoder().decode(text.substring(0, dot));
            return seal.isSealOf(content, Base64.getUrlDecoder().decode(text.substring(dot + 1)))
                    ? read(new String(content, UTF_8))
                            .filter(link -> link.purpose() == purpose)
                            .filter(link -> clock.instant().isBefore(link.expiresAt()))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** What was sealed is our own. */
    private static Optional<Link> read(String content) {
        var parts = content.split("\\|", -1);
        return parts.length == PARTS
                ? Optional.of(new Link(
                        Purpose.valueOf(parts[0]),
                        parts[1],
                        new OrganizationId(parts[2]),
                        parts[3],
                        Instant.ofEpochMilli(Long.parseLong(parts[4]))))
                : Optional.empty();
    }
}
