package com.avaone.web.feed;

import com.avaone.api.feed.EventFeed;
import com.avaone.api.feed.EventType;
import com.avaone.api.feed.FeedAccess;
import com.avaone.api.feed.FeedBatch;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.web.feed.EventTypes.EventTypeView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.settings.AvaoneProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The events for other systems: by pages, or as a stream. */
@RestController
@RequestMapping("/api/events")
@Tag(
        name = "Events",
        description =
                "What happened, as CloudEvents 1.0 in the order of the log, nothing left out. API clients need the scope `follow-events`; "
                        + "what is about persons is in the events with `read-personal-data-of-events` only.")
class EventFeedController {

    private static final String CURSOR = "Behind what was read before, with the same filters";
    private static final String SINCE =
            "Begin behind this position; from the first event without it and without a cursor";
    private static final String ORGANIZATION = "Only this organization's; who is of one sees its events only anyway";
    private static final String TYPE = "Only this type, or types that begin so; may be repeated";
    private static final String AGGREGATE = "Only of this aggregate";

    private final EventFeed feed;
    private final EventStreams streams;
    private final Queries queries;
    private final Identities identities;
    private final Clock clock;
    private final Duration heartbeat;

    EventFeedController(
            EventFeed feed,
            EventStreams streams,
            Queries queries,
            Identities identities,
            Clock clock,
            AvaoneProperties properties) {
        this.feed = feed;
        this.streams = streams;
        this.queries = queries;
        this.identities = identities;
        this.clock = clock;
        this.heartbeat = properties.feed().heartbeat();
    }

    @GetMapping
    @Access(value = Audience.HISTORY_READER, clients = true)
    @Operation(
            summary = "Read or follow events",
            description =
                    "A page in the log's order. `cursor` goes on behind it; keep it when what it answers is dealt with. A page may be empty "
                            + "and yet not the last: `behind` says so. `count` and `digest` prove that nothing was missed. With `wait` the answer "
                            + "comes as soon as there is something.\n\n"
                            + "With `Accept: text/event-stream` the same as a stream of server-sent events: `id` is the cursor behind the event, "
                            + "`event` its type, `data` the CloudEvent. `heartbeat` tells position, head, count and digest. Reconnect with "
                            + "`Last-Event-ID`. When what let you in is over, the last message is `refused`.")
    @ApiResponse(
            responseCode = "200",
            description = "A page, or a stream",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = EventPage.class)),
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                        schema = @Schema(type = "string"),
                        examples =
                                @ExampleObject(
                                        "id: 1.event-feed.AbC\nevent: license.suspended\ndata: {\"specversion\":\"1.0\"}\n\n"))
            })
    @ApiResponse(
            responseCode = "400",
            description = "`feed-cursor-not-valid`, `feed-cursor-of-other-filters`, `query-invalid`")
    @ApiResponse(responseCode = "404", description = "`not-found`: another's organization")
    @ApiResponse(responseCode = "409", description = "`feed-cursor-ahead-of-log`")
    @Nullable
    ResponseEntity<EventPage> read(
            @Parameter(description = CURSOR) @RequestParam(required = false) @Size(max = 500) @Nullable String cursor,
            @Parameter(description = SINCE, example = "1200") @RequestParam(required = false) @Min(0) @Nullable
                    Long since,
            @Parameter(description = "Events of a page at most") @RequestParam(defaultValue = "100") @Min(1) @Max(1000)
                    int limit,
            @Parameter(description = "Seconds that a page waits for an event")
                    @RequestParam(defaultValue = "0")
                    @Min(0)
                    @Max(30)
                    int wait,
            @Parameter(description = ORGANIZATION, example = "org_01jd3r0v6g9m5r6w3m1v0k8q2t")
                    @RequestParam(required = false)
                    @Nullable
                    String organizationId,
            @Parameter(description = TYPE, example = "license.*")
                    @RequestParam(required = false)
                    @Size(max = 50)
                    @Nullable
                    List<String> type,
            @Parameter(description = AGGREGATE, example = "lic_01jd3r0v6g9m5r6w3m1v0k8q2t")
                    @RequestParam(required = false)
                    @Size(max = 200)
                    @Nullable
                    String aggregateId,
            @Parameter(description = "Of a stream, the last `id` that was seen; goes before `cursor` and `since`")
                    @RequestHeader(value = "Last-Event-ID", required = false)
                    @Size(max = 500)
                    @Nullable
                    String lastEventId,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @Parameter(hidden = true) HttpMethod method,
            Caller caller,
            HttpServletResponse response)
            throws IOException, InterruptedException, HttpMediaTypeNotAcceptableException {
        var isStream = wantsStream(headers);
        var filter = new FeedFilter(
                organization(caller, Text.orNull(organizationId)),
                type == null ? List.of() : type,
                Text.orNull(aggregateId));
        var follower = new Follower(caller, filter.organizationId(), queries.afterwards(), identities, clock);
        // Before the cursor is looked at: who may not ask learns nothing of what it is.
        var access = follower.access();
        // The two are one route: who may call it, and what it is asked, is the same.
        if (isStream) {
            var seen = Text.orNull(lastEventId);
            var begin = seen == null ? point(cursor, since, filter) : feed.point(seen, filter);
            // A stream without a body would go on for ever: nobody could be seen to have gone.
            if (HttpMethod.HEAD.equals(method)) {
                setHeaders(response);
            } else {
                stream(filter, follower, access, begin, response);
            }
            return null;
        }
        return page(filter, follower, access, point(cursor, since, filter), limit, Duration.ofSeconds(wait));
    }

    private ResponseEntity<EventPage> page(
            FeedFilter filter, Follower follower, FeedAccess access, FeedPoint begin, int limit, Duration wait)
            throws InterruptedException {
        var batch = feed.read(begin, filter, access.personalData(), limit);
        if (batch.items().isEmpty() && wait.isPositive()) {
            batch = await(batch, filter, follower, limit, wait);
        }
        var point = batch.point();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new EventPage(
                        batch.items().stream()
                                .map(item -> new CloudEvent(item.json()))
                                .toList(),
                        feed.cursor(point, filter),
                        batch.head(),
                        point.count(),
                        point.digest(),
                        batch.behind() == 0 ? null : batch.behind()));
    }

    private FeedBatch await(FeedBatch empty, FeedFilter filter, Follower follower, int limit, Duration longest)
            throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        var batch = empty;
        try (var place = streams.join(follower.caller())) {
            place.reached(batch.point().position());
            while (batch.items().isEmpty() && streams.areOpen()) {
                var left = end - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                if (batch.behind() == 0) {
                    feed.await(batch.point().position(), Duration.ofNanos(Math.min(left, EventStream.LOOK.toNanos())));
                }
                batch = feed.read(batch.point(), filter, follower.access().personalData(), limit);
            }
        }
        return batch;
    }

    private void stream(
            FeedFilter filter, Follower follower, FeedAccess access, FeedPoint begin, HttpServletResponse response)
            throws IOException {
        try (var place = streams.join(follower.caller())) {
            // Before the first byte, so that a refusal is a problem as everywhere.
            var first = feed.read(begin, filter, access.personalData(), EventStream.BATCH);
            setHeaders(response);
            new EventStream(feed, filter, follower, heartbeat, streams, place::reached)
                    .write(response.getOutputStream(), first, access);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void setHeaders(HttpServletResponse response) {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would hold messages back
    }

    private static boolean wantsStream(HttpHeaders headers) throws HttpMediaTypeNotAcceptableException {
        try {
            return headers.getAccept().stream().anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException _) {
            throw new HttpMediaTypeNotAcceptableException(
                    List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM));
        }
    }

    @GetMapping("/schemas")
    @Access(Audience.PUBLIC)
    @Operation(summary = "List the types of events", description = "Each in its newest version: in that it is sent.")
    EventTypes types() {
        return new EventTypes(feed.types().stream()
                .map(type -> new EventTypeView(
                        type.type(),
                        type.version(),
                        "/api/events/schemas/%s/%s".formatted(type.type(), type.version())))
                .toList());
    }

    @GetMapping("/schemas/{type}/{version}")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Read the schema of a type of events",
            description =
                    "JSON Schema 2020-12 of `data`. What is about persons is marked `x-personal` and never required. There may be more "
                            + "properties one day than the schema tells.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/schema+json", schema = @Schema(type = "object")))
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<String> schema(
            @Parameter(example = "license.suspended") @PathVariable String type,
            @Parameter(example = "1") @PathVariable String version) {
        return feed.schema(new EventType(type, version))
                .map(schema -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("application/schema+json"))
                        .body(schema))
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND, "There is no such type of events, or its newest version is another."));
    }

    private static @Nullable OrganizationId organization(Caller caller, @Nullable String wanted) {
        if (wanted == null) {
            return caller.isOfOperator() ? null : caller.organizationId();
        }
        return PathId.organization(wanted);
    }

    private FeedPoint point(@Nullable String cursor, @Nullable Long since, FeedFilter filter) {
        var given = Text.orNull(cursor);
        if (given != null) {
            if (since != null) {
                throw new InvalidValue("since", "cannot stand beside a cursor, which says where to go on");
            }
            return feed.point(given, filter);
        }
        return since == null ? FeedPoint.FIRST : FeedPoint.since(since);
    }
}
