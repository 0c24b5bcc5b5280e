package com.avaone.web.content;

import com.avaone.api.content.ContentCommand.SharePreview;
import com.avaone.api.content.ContentId;
import com.avaone.api.content.ContentPreview;
import com.avaone.api.content.ContentQuery.FindPreview;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Links to drafts: who has one sees what the draft was when it was made, until it is over. Only the hash of its secret is kept. */
@Component
public class Previews {

    /** Where the links lead, in front of the secret. */
    public static final String PATH = "/preview/";

    private static final Duration USUALLY = Duration.ofDays(7);
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Commands commands;
    private final Queries queries;
    private final AvaoneProperties properties;
    private final Clock clock;

    Previews(Commands commands, Queries queries, AvaoneProperties properties, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.properties = properties;
        this.clock = clock;
    }

    /** Makes a link to the draft as it is now. */
    PreviewLink share(ContentId contentId, @Nullable Instant until) {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var expiresAt = (until == null ? clock.instant().plus(USUALLY) : until).truncatedTo(ChronoUnit.SECONDS);
        commands.send(new SharePreview(contentId, OrganizationId.OPERATOR, hash(token), expiresAt));
        return new PreviewLink(
                UriComponentsBuilder.fromUri(properties.publicUrl())
                        .path(PATH + token)
                        .build()
                        .toUri(),
                expiresAt);
    }

    /**
     * What a link shows.
     *
     * @throws com.avaone.api.kernel.Rejected as not-found where it is over or nobody made it
     */
    public ContentPreview find(String token) {
        return queries.ask(new FindPreview(hash(token)), ContentPreview.class);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
