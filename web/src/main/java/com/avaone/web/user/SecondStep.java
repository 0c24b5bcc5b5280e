package com.avaone.web.user;

import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionSeal;
import com.avaone.api.user.SignInUser;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Says to the page's second step, which asks for a code, that the password of the first was right: sealed, and good for five minutes, so
 * that nothing has to be kept and the password is not sent again.
 */
@Component
class SecondStep {

    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final String PURPOSE = "second-step";
    private static final int MAX_LENGTH = 512;

    private final SessionSeal seal;
    private final Identities identities;
    private final Clock clock;

    SecondStep(SessionSeal seal, Identities identities, Clock clock) {
        this.seal = seal;
        this.identities = identities;
        this.clock = clock;
    }

    String seal(SignInUser user) {
        var content = String.join(
                        "|",
                        PURPOSE,
                        user.userId().value(),
                        Long.toString(clock.instant().plus(GOOD_FOR).toEpochMilli()))
                .getBytes(StandardCharsets.UTF_8);
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(content) + "." + base64.encodeToString(seal.seal(content));
    }

    /** Who has shown the right password, if that was here and not too long ago. */
    Optional<SignInUser> open(String text) {
        var dot = text.indexOf('.');
        if (dot < 0 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var content = Base64.getUrlDecoder().decode(text.substring(0, dot));
            if (!seal.isSealOf(content, Base64.getUrlDecoder().decode(text.substring(dot + 1)))) {
                return Optional.empty();
            }
            var parts = new String(content, StandardCharsets.UTF_8).split("\\|", -1);
            return parts.length == 3
                            && parts[0].equals(PURPOSE)
                            && clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(parts[2])))
                    ? identities.user(new UserId(parts[1])).filter(user -> user.isActive(clock.instant()))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
