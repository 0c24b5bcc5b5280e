package com.avaone.projection.kernel;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TimeOrderedId;
import com.mongodb.client.MongoClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;

/**
 * The databases of the read models. One client per cluster and one converter for all: a template more costs about a kilobyte. Whoever
 * reads a tenant's data names the tenant; there is no way to its database without.
 */
public final class Databases {

    /** More tenants than this at once in memory, and the templates are made anew. */
    private static final int MAX_TEMPLATES = 10_000;

    private final Map<Database, MongoClient> clients;
    private final Map<Database, String> names;
    private final MappingMongoConverter converter;
    private final Runnable forgetTraces;
    private final Map<Database, MongoTemplate> shared;
    private final Map<OrganizationId, MongoTemplate> tenants = new ConcurrentHashMap<>();

    /** @param forgetTraces what {@link #forgetTraces} does */
    Databases(
            Map<Database, MongoClient> clients,
            Map<Database, String> names,
            MappingMongoConverter converter,
            Runnable forgetTraces) {
        this.forgetTraces = forgetTraces;
        this.clients = Map.copyOf(clients);
        this.names = Map.copyOf(names);
        this.converter = converter;
        this.shared = this.names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> template(client(entry.getKey()), entry.getValue())));
    }

    private MongoTemplate template(MongoClient client, String database) {
        return new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database), converter);
    }

    private MongoClient client(Database kind) {
        var client = clients.get(kind == Database.TENANT ? Database.MAIN : kind);
        if (client == null) {
            throw new IllegalStateException("No cluster is set for " + kind);
        }
        return client;
    }

    /** Reads a value out of a document, the other way round of how {@link Change} stored it. */
    public <T> T read(Class<T> type, Document stored) {
        return converter.read(type, stored);
    }

    /** The main database: what belongs to the suite as a whole. */
    public MongoTemplate main() {
        return shared(Database.MAIN);
    }

    /**
     * The database of one organization.
     *
     * @throws IllegalArgumentException if {@code tenant} is not a well-formed identifier, which could name another database
     */
    public MongoTemplate tenant(OrganizationId tenant) {
        if (!TimeOrderedId.matches(OrganizationId.PREFIX, tenant.value())) {
            throw new IllegalArgumentException("Not an organization's identifier");
        }
        if (tenants.size() > MAX_TEMPLATES) {
            tenants.clear();
        }
        return tenants.computeIfAbsent(tenant, id -> template(client(Database.TENANT), id.value()));
    }

    /** A service's database, which holds the data of all organizations: {@code organizationId} belongs into every query. */
    public MongoTemplate shared(Database kind) {
        var template = shared.get(kind);
        if (template == null) {
            throw new IllegalArgumentException(kind + " is not a shared database: name the tenant");
        }
        return template;
    }

    /** The database in which {@code tenant}'s documents of this class live, as {@link ReadModel} says. */
    public MongoTemplate of(Class<?> document, OrganizationId tenant) {
        var kind = readModel(document).database();
        return kind == Database.TENANT ? tenant(tenant) : shared(kind);
    }

    /** Names of the shared databases by kind, {@link Database#TENANT} excepted. */
    public Map<Database, String> names() {
        return names;
    }

    /** Names of the tenants' databases that exist. */
    public Set<String> tenantDatabases() {
        return client(Database.TENANT).listDatabaseNames().into(new TreeSet<>()).stream()
                .filter(name -> TimeOrderedId.matches(OrganizationId.PREFIX, name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Asks a database whether it is there.
     *
     * @throws com.mongodb.MongoException if it does not answer
     */
    public void ping(MongoTemplate database) {
        var _ = database.getDb().runCommand(new Document("ping", 1));
    }

    /**
     * Asks a database how large it is.
     *
     * @return its {@code dbStats}: {@code dataSize}, {@code objects}, {@code collections}
     * @throws com.mongodb.MongoException if it does not answer
     */
    public Document stats(MongoTemplate database) {
        return database.getDb().runCommand(new Document("dbStats", 1));
    }

    /** Has what was deleted or written over before now disappear from the files of the databases too, as far as that is in our hands. */
    void forgetTraces() {
        forgetTraces.run();
    }

    static ReadModel readModel(Class<?> document) {
        var annotation = document.getAnnotation(ReadModel.class);
        if (annotation == null) {
            throw new IllegalArgumentException(
                    document.getName() + " does not say where its documents live: annotate it with @ReadModel");
        }
        return annotation;
    }
}
