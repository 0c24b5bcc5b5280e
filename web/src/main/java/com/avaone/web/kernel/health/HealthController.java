package com.avaone.web.kernel.health;

import com.avaone.api.operations.DatabasePage;
import com.avaone.api.operations.DatabaseView;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.settings.AvaoneProperties;
import com.avaone.web.kernel.settings.SettingSources;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the suite works, for load balancers; and its inside without any value, for operators. */
@RestController
@Tag(name = "Health", description = "Whether the suite works.")
class HealthController {

    /** A database more or less does not matter to a short view. */
    private static final int DATABASES = 100;

    private final Readiness readiness;
    private final Queries queries;
    private final SettingSources settings;
    private final AvaoneProperties properties;
    private final Environment environment;
    private final @Nullable BuildProperties build;
    private final @Nullable GitProperties source;

    HealthController(
            Readiness readiness,
            Queries queries,
            SettingSources settings,
            AvaoneProperties properties,
            Environment environment,
            ObjectProvider<BuildProperties> build,
            ObjectProvider<GitProperties> source) {
        this.readiness = readiness;
        this.queries = queries;
        this.settings = settings;
        this.properties = properties;
        this.environment = environment;
        this.build = build.getIfAvailable();
        this.source = source.getIfAvailable();
    }

    /** Up, or down. */
    enum Status {
        UP,
        DOWN
    }

    /** The suite's parts. */
    @Schema(name = "Health")
    record Health(
            Status status,

            @Schema(example = "{\"event-store\": \"UP\", \"read-models\": \"UP\", \"token-store\": \"UP\"}")
            Map<String, Status> components) {}

    @GetMapping("/api/health")
    @Access(Audience.PUBLIC)
    @Operation(
            summary = "Whether this node is ready",
            description = "Answers 503 with the names of the parts that do not work. Anybody may ask.")
    ResponseEntity<Health> ready() {
        var components = new TreeMap<String, Status>();
        readiness.parts().forEach((component, works) -> components.put(component, works ? Status.UP : Status.DOWN));
        var up = !components.containsValue(Status.DOWN);
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(up ? Status.UP : Status.DOWN, components));
    }

    @GetMapping("/api/health/live")
    @Access(Audience.PUBLIC)
    @Operation(summary = "Whether this node lives", description = "Answers as long as the process can answer at all.")
    Health alive() {
        return new Health(Status.UP, Map.of());
    }

    /**
     * The inside of this node.
     *
     * @param commit of the sources that it was built from; absent where that is not known, as of a source archive
     * @param settings names of the settings that are set; never a value
     */
    @Schema(name = "Debug")
    record Debug(
            @Schema(example = "0.1.0") String version,

            @Schema(example = "4f6c0a1be7d3c2a9580e1d7f6b3a94c5d2e8f701") @Nullable
            String commit,

            @Nullable Instant builtAt,
            List<String> profiles,
            Set<AvaoneProperties.Role> roles,
            @Schema(example = "PT1H2M3S") Duration uptime,
            String java,
            ProcessorsView processors,
            @Schema(example = "[\"AVAONE_PORT\"]") List<String> settings) {}

    @GetMapping("/api/debug")
    @Access(Audience.SYSTEM_ADMIN)
    @Operation(summary = "Version, commit, profile, uptime, processors, and names of the settings that are set")
    Debug debug() {
        return new Debug(
                build == null ? "development" : String.valueOf(build.getVersion()),
                source == null ? null : source.getCommitId(),
                build == null ? null : build.getTime(),
                Arrays.asList(environment.getActiveProfiles()),
                properties.roles(),
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()),
                Runtime.version().toString(),
                queries.ask(new FindProcessors(), ProcessorsView.class),
                settings.all().stream()
                        .filter(SettingSources.Source::set)
                        .map(SettingSources.Source::name)
                        .toList());
    }

    /**
     * A secret without its value.
     *
     * @param source name of the variable it is from
     * @param rotatedAt when its file was last written; absent where it is from the environment, which does not tell
     */
    @Schema(name = "Credential")
    record Credential(
            @Schema(example = "MONGODB_URI") String name,
            boolean set,
            @Schema(example = "MONGODB_URI_FILE") @Nullable String source,
            @Nullable Instant rotatedAt) {}

    /** Every secret that the suite knows. */
    @Schema(name = "Credentials")
    record Credentials(List<Credential> items, @Nullable String next) {}

    @GetMapping("/api/debug/credentials")
    @Access(Audience.SYSTEM_ADMIN)
    @Operation(summary = "Which secrets are set, and from where", description = "Never a value or a part of one.")
    Credentials credentials() {
        return new Credentials(
                settings.all().stream()
                        .filter(SettingSources.Source::secret)
                        .map(secret -> new Credential(secret.name(), secret.set(), secret.source(), secret.changedAt()))
                        .toList(),
                null);
    }

    /** A database in short. */
    @Schema(name = "DatabaseHealth")
    record DatabaseHealth(
            @Schema(example = "company_management") String name,
            DatabaseView.Kind kind,
            boolean reachable,
            @Nullable Long latencyMicros,
            long lag,
            long parked) {}

    /** Databases in short. */
    @Schema(name = "DatabaseHealths")
    record DatabaseHealths(
            List<DatabaseHealth> items, @Nullable String next) {}

    @GetMapping("/api/debug/db-health")
    @Access(Audience.SYSTEM_ADMIN)
    @Operation(
            summary = "The databases in short",
            description =
                    "The first hundred, the suite's own before the tenants'; `GET /api/admin/multi-database-status` lists all.")
    DatabaseHealths databases() {
        return new DatabaseHealths(
                queries.ask(new FindDatabases(null, DATABASES), DatabasePage.class).items().stream()
                        .map(database -> new DatabaseHealth(
                                database.name(),
                                database.kind(),
                                database.reachable(),
                                database.latencyMicros(),
                                database.lag(),
                                database.parked()))
                        .toList(),
                null);
    }
}
