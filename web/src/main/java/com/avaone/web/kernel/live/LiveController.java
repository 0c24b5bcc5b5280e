package com.avaone.web.kernel.live;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.settings.AvaoneProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stream of server-sent events that open pages follow. */
@RestController
@Tag(name = "Live", description = "What changed, as server-sent events.")
class LiveController {

    /** How long to wait until what is known of sessions has reached the log. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Tells a page to go, not to come again. */
    private static final byte[] SESSION_OVER = "event: session-over\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

    private final Live live;
    private final Identities identities;
    private final Clock clock;
    private final Duration longest;

    LiveController(Live live, Identities identities, AvaoneProperties properties, Clock clock) {
        this.live = live;
        this.identities = identities;
        this.clock = clock;
        // After this the page must come again, with a session that is still in use.
        this.longest = properties.session().idle();
    }

    @GetMapping("/live")
    @Access(Audience.SIGNED_IN)
    @Operation(
            summary = "Follow what changes",
            description =
                    "One message per topic when something of it changed, at most every 250 ms. A message tells the log's position, "
                            + "not the change: read the thing again with `Avaone-Min-Position`. Reconnecting with `Last-Event-ID` tells what was "
                            + "missed. When the session is over, the last message is `session-over`.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The stream",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string"),
                                            examples =
                                                    @ExampleObject(
                                                            "event: organizations\nid: 42\ndata: {\"position\":42}\n\n"))))
    void follow(
            @Parameter(
                            description =
                                    "`organizations`, `organization-<id>`, `users-<organization's id>`, `teams-<organization's id>`, "
                                            + "`clients-<organization's id>`, `leads-<organization's id>`, `user-<id>`, `operations` or `outbox`, separated by commas",
                            example = "organizations,operations")
                    @RequestParam
                    String topics,
            @Parameter(description = "Position that was seen already", example = "41")
                    @RequestParam(required = false)
                    @Nullable
                    Long position,
            @RequestHeader(value = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            SignedInUser user,
            HttpServletResponse response)
            throws IOException {
        var wanted = Topics.parse(topics);
        if (!user.isOfOperator()) {
            wanted.stream()
                    .filter(topic -> !Topics.isAbout(topic, user.organizationId(), user.userId()))
                    .forEach(LiveController::refuse);
        }
        var listener = new Listener(user, wanted);
        live.join(listener, lastEventId != null ? lastEventId : position != null ? position : -1);
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding("UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no"); // nginx would hold messages back
            listener.write(response.getOutputStream(), longest, at -> live.isOpen() && isOpen(user, at));
            if (live.isOpen() && !isOpen(user, 0)) {
                response.getOutputStream().write(SESSION_OVER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            live.leave(listener);
        }
    }

    /** Another's organization is not there; what is of all of them is the operator's. */
    private static void refuse(String topic) {
        throw Topics.isAboutOneOrganization(topic)
                ? new Rejected(KernelRule.NOT_FOUND, "There is no such organization.")
                : new Rejected(UserRule.NOT_ALLOWED, "You can follow your own organization only.");
    }

    private boolean isOpen(SignedInUser user, long position) {
        identities.await(position, PATIENCE);
        return identities
                .session(user.sessionId())
                .filter(session -> session.expiresAt().isAfter(clock.instant()))
                .isPresent();
    }
}
