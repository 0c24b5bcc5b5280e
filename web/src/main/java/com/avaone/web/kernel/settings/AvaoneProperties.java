package com.avaone.web.kernel.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All settings, as checked at the start; {@link Setting} says what each means and what it is when nobody sets it.
 *
 * @param dataDir where the embedded stores keep their files
 * @param publicUrl address that people open
 * @param roles what this node does
 * @param masterKey wraps the keys of personal data; absent for the one in the data directory
 * @param masterKeyPrevious the one before, while it is replaced
 */
@ConfigurationProperties("avaone")
public record AvaoneProperties(
        Path dataDir,
        EventStore eventStore,
        URI publicUrl,
        Set<Role> roles,
        @DefaultValue AxonServer axonserver,
        @DefaultValue Admin admin,
        @Nullable Hidden masterKey,
        @Nullable Hidden masterKeyPrevious,
        Session session,
        Organization organization,
        Limits limits,
        Feed feed,
        Visitors visitors,
        Database mongodb,
        Database billing,
        Database crm,
        Database pingora,
        Mail mail,
        @DefaultValue Assistant assistant) {

    /** Whether people reach the suite by https: cookies are then for https only. */
    public boolean isHttps() {
        return "https".equals(publicUrl.getScheme());
    }

    /** Where events are kept. */
    public enum EventStore {
        EMBEDDED,
        AXONSERVER
    }

    /** What a node can do. */
    public enum Role {
        COMMAND,
        QUERY,
        PROJECTION,
        WEB
    }

    /** How Axon Server is reached. */
    public record AxonServer(
            @Nullable String address, @Nullable Hidden token) {}

    /** The first system admin, made at the first start. */
    public record Admin(@Nullable String email, @Nullable Hidden password) {}

    /**
     * How long people stay signed in.
     *
     * @param idle without a request
     * @param absolute however busy they are
     */
    public record Session(Duration idle, Duration absolute) {}

    /**
     * About organizations.
     *
     * @param deletionGrace between a request for deletion and the deletion
     */
    public record Organization(Duration deletionGrace) {}

    /**
     * What callers may ask for.
     *
     * @param signInsPerMinute attempts to sign in from one address; 0 for no limit
     * @param formsPerMinute forms that visitors send from one address; 0 for no limit
     * @param requestsPerMinute requests of one session, or of one address without a session; 0 for no limit
     * @param body size of a request's body
     * @param liveClients pages that follow the log at once
     */
    public record Limits(
            int signInsPerMinute, int formsPerMinute, int requestsPerMinute, DataSize body, int liveClients) {}

    /**
     * About the event feed.
     *
     * @param streams that may follow it at once
     * @param streamsPerClient that one API client or user may have open
     * @param heartbeat how often a stream is told how far it has come
     */
    public record Feed(int streams, int streamsPerClient, Duration heartbeat) {}

    /**
     * About who fills in forms of the public site.
     *
     * @param doubleOptIn whether they are asked to confirm their address
     */
    public record Visitors(boolean doubleOptIn) {}

    /**
     * A database of read models.
     *
     * @param uri absent for the embedded one
     */
    public record Database(@Nullable Hidden uri, String database) {}

    /**
     * The mail provider.
     *
     * @param resendApiKey absent for the local outbox
     * @param resendWebhookSecret by which it signs what it reports; absent where no reports are taken
     * @param from address from which mail comes; absent with the local outbox
     */
    public record Mail(
            @Nullable Hidden resendApiKey,
            URI resendBaseUrl,
            @Nullable Hidden resendWebhookSecret,
            @Nullable String from) {}

    /** The cloud assistant; absent for the embedded one. */
    public record Assistant(@Nullable Hidden googleApiKey) {}
}
