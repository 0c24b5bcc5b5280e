package com.avaone.web.kernel.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of all settings: their names, the properties they become, what they are when nobody sets them, and what they mean. */
enum Setting {
    NODE_ENV(
            "NODE_ENV",
            "avaone.environment",
            Form.NODE_ENVIRONMENT,
            "development",
            null,
            "Profile: `development` (all embedded, for trying out) or `production`."),
    PUBLIC_URL(
            "NEXT_PUBLIC_APP_URL",
            "avaone.public-url",
            Form.WEB_ADDRESS,
            "http://localhost:3005",
            null,
            "Address that people open. It must be https in production; cookies are then for https only."),
    PORT("AVAONE_PORT", "server.port", Form.PORT, "3005", "Port of the suite."),
    BIND(
            "AVAONE_BIND",
            "server.address",
            Form.HOST,
            "127.0.0.1",
            "0.0.0.0",
            "Address of this machine on which the suite listens."),
    TRUSTED_PROXIES(
            "AVAONE_TRUSTED_PROXIES",
            "server.tomcat.remoteip.internal-proxies",
            Form.ADDRESS_RANGES,
            null,
            "127.0.0.0/8, ::1/128, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
            "Proxies whose `X-Forwarded-For`, `X-Forwarded-Host` and `X-Forwarded-Proto` are believed."),
    ROLES(
            "AVAONE_ROLES",
            "avaone.roles",
            Form.ROLES,
            "command,query,projection,web",
            "What this node does. Nodes with a part of the roles work together over Axon Server only."),
    DATA_DIR(
            "AVAONE_DATA_DIR",
            "avaone.data-dir",
            Form.TEXT,
            "./data",
            "Directory of the embedded stores and of snapshots."),
    ADMIN_EMAIL(
            "AVAONE_ADMIN_EMAIL",
            "avaone.admin.email",
            Form.EMAIL,
            "admin@avaone.example",
            null,
            "E-mail address of the first system admin, used at the first start only. Must be set in production."),
    ADMIN_PASSWORD(
            Kind.SECRET,
            "AVAONE_ADMIN_PASSWORD",
            null,
            "avaone.admin.password",
            "The first system admin's password, used at the first start only; generated and printed once where unset. At least 12 "
                    + "characters and not a common one."),
    MASTER_KEY(
            Kind.SECRET_KEY,
            "AVAONE_MASTER_KEY",
            null,
            "avaone.master-key",
            "Master key: wraps the keys under which personal data is sealed. Whoever loses it loses all personal data, in backups too. "
                    + "Must be set in production; else made at the first start, in `master.key` of the data directory."),
    MASTER_KEY_PREVIOUS(
            Kind.SECRET_KEY,
            "AVAONE_MASTER_KEY_PREVIOUS",
            null,
            "avaone.master-key-previous",
            "The master key before, while it is replaced: at the start every key that it wrapped is wrapped by `AVAONE_MASTER_KEY`. "
                    + "Drop it when every node has been started with both."),
    EVENT_STORE(
            "AVAONE_EVENT_STORE",
            "avaone.event-store",
            Form.EVENT_STORE,
            "embedded",
            "axonserver",
            "Where events are kept: `embedded` (not in production) or `axonserver`."),
    AXONSERVER_ADDRESS(
            "AVAONE_AXONSERVER_ADDRESS",
            "avaone.axonserver.address",
            Form.HOST_LIST,
            null,
            "Host and port of Axon Server, several separated by commas. Needed with `AVAONE_EVENT_STORE=axonserver`."),
    AXONSERVER_TOKEN(
            Kind.SECRET,
            "AVAONE_AXONSERVER_TOKEN",
            null,
            "avaone.axonserver.token",
            "Token for Axon Server. Needed in production."),
    MONGODB_URI(
            Kind.SECRET_ADDRESS,
            "MONGODB_URI",
            null,
            "avaone.mongodb.uri",
            "MongoDB cluster of the suite's own and the tenants' databases. Unset means the embedded database, which production refuses."),
    MONGODB_DB_NAME(
            "MONGODB_DB_NAME",
            "avaone.mongodb.database",
            Form.DATABASE_NAME,
            "company_management",
            "The suite's own database."),
    MONGODB_URI_BILLING(
            Kind.SECRET_ADDRESS,
            "MONGODB_URI_BILLING",
            "BILLING_URI",
            "avaone.billing.uri",
            "Cluster of the billing database. Unset means that of `MONGODB_URI`."),
    BILLING_DB_NAME("BILLING_DB_NAME", "avaone.billing.database", Form.DATABASE_NAME, "billing", "Billing database."),
    MONGODB_URI_CRM(
            Kind.SECRET_ADDRESS,
            "MONGODB_URI_CRM",
            "CRM_URI",
            "avaone.crm.uri",
            "Cluster of the CRM database. Unset means that of `MONGODB_URI`."),
    CRM_DB_NAME("CRM_DB_NAME", "avaone.crm.database", Form.DATABASE_NAME, "crm", "CRM database."),
    MONGODB_URI_PINGORA(
            Kind.SECRET_ADDRESS,
            "MONGODB_URI_PINGORA",
            "PINGORA_URI",
            "avaone.pingora.uri",
            "Cluster of the Pingora database. Unset means that of `MONGODB_URI`."),
    PINGORA_DB_NAME("PINGORA_DB_NAME", "avaone.pingora.database", Form.DATABASE_NAME, "pingora", "Pingora database."),
    RESEND_API_KEY(
            Kind.SECRET,
            "RESEND_API_KEY",
            null,
            "avaone.mail.resend-api-key",
            "Key of the mail provider, Resend. Unset means that mail stays in the local outbox."),
    RESEND_BASE_URL(
            "RESEND_BASE_URL",
            "avaone.mail.resend-base-url",
            Form.WEB_ADDRESS,
            "https://api.resend.com",
            "Where the mail provider's API is, for a proxy or a test. It must be https in production."),
    MAIL_FROM(
            "AVAONE_MAIL_FROM",
            "avaone.mail.from",
            Form.EMAIL,
            null,
            "Address from which mail comes, of a domain that the mail provider knows. Needed with `RESEND_API_KEY`."),
    RESEND_WEBHOOK_SECRET(
            Kind.SECRET_OF_WEBHOOKS,
            "RESEND_WEBHOOK_SECRET",
            null,
            "avaone.mail.resend-webhook-secret",
            "By which the mail provider signs what it reports at `/api/webhooks/resend`. Unset means that no reports are taken."),
    OUTSIDE_CRM_URL(
            "AVAONE_CRM_URL",
            "avaone.outside-crm.url",
            Form.BASE_ADDRESS,
            null,
            "Where an outside CRM takes the operator's leads, contacts and deals. Unset means that they are in the suite's own only. It must be https in production."),
    OUTSIDE_CRM_TOKEN(
            Kind.SECRET,
            "AVAONE_CRM_TOKEN",
            null,
            "avaone.outside-crm.token",
            "By which the suite shows itself to the outside CRM. Unset means that it asks for none."),
    GOOGLE_API_KEY(
            Kind.SECRET,
            "GOOGLE_GENERATIVE_AI_API_KEY",
            "GOOGLE_AI_API_KEY",
            "avaone.assistant.google-api-key",
            "Key of the cloud assistant. Unset means the embedded assistant."),
    SESSION_IDLE(
            "AVAONE_SESSION_IDLE",
            "avaone.session.idle",
            Form.DURATION,
            "30m",
            "How long a browser's session lasts without a request."),
    SESSION_ABSOLUTE(
            "AVAONE_SESSION_ABSOLUTE",
            "avaone.session.absolute",
            Form.DURATION,
            "12h",
            "How long any session lasts, however busy it is."),
    DELETION_GRACE(
            "AVAONE_DELETION_GRACE",
            "avaone.organization.deletion-grace",
            Form.DURATION,
            "30d",
            "How long the deletion of an organization can be taken back."),
    SIGN_INS_PER_MINUTE(
            "AVAONE_SIGN_INS_PER_MINUTE",
            "avaone.limits.sign-ins-per-minute",
            Form.COUNT,
            "30",
            "Attempts to sign in that one address may make; 0 for no limit."),
    FORMS_PER_MINUTE(
            "AVAONE_FORMS_PER_MINUTE",
            "avaone.limits.forms-per-minute",
            Form.COUNT,
            "20",
            "Forms that visitors may send from one address; 0 for no limit."),
    DOUBLE_OPT_IN(
            "AVAONE_DOUBLE_OPT_IN",
            "avaone.visitors.double-opt-in",
            Form.SWITCH,
            "true",
            "Whether who fills in a form of the public site is asked by mail to confirm the address; else the mail only tells that it came in."),
    REQUESTS_PER_MINUTE(
            "AVAONE_REQUESTS_PER_MINUTE",
            "avaone.limits.requests-per-minute",
            Form.COUNT,
            "6000",
            "Requests that one session, or one address without a session, may make; 0 for no limit."),
    BODY("AVAONE_MAX_BODY", "avaone.limits.body", Form.SIZE, "1MB", "Largest body of a request."),
    LIVE_CLIENTS(
            "AVAONE_LIVE_CLIENTS",
            "avaone.limits.live-clients",
            Form.COUNT,
            "1000",
            "Pages that may follow the live stream of one node at once."),
    EVENT_STREAMS(
            "AVAONE_EVENT_STREAMS",
            "avaone.feed.streams",
            Form.COUNT,
            "2000",
            "Streams of the event feed that may be open on one node at once."),
    EVENT_STREAMS_PER_CLIENT(
            "AVAONE_EVENT_STREAMS_PER_CLIENT",
            "avaone.feed.streams-per-client",
            Form.COUNT,
            "10",
            "Streams of the event feed that one API client or user may have open on one node."),
    EVENT_HEARTBEAT(
            "AVAONE_EVENT_HEARTBEAT",
            "avaone.feed.heartbeat",
            Form.DURATION,
            "15s",
            "How often a stream of the event feed is told how far it has come, whether something happened or not."),
    WEBHOOK_ENDPOINTS_AT_ONCE(
            "AVAONE_WEBHOOK_ENDPOINTS_AT_ONCE",
            "avaone.webhooks.endpoints-at-once",
            Form.COUNT,
            "16",
            "Webhook endpoints to which one node sends at once, up to four messages each; and as many again of those that fail or answer "
                    + "slowly. 0 sends nothing."),
    WEBHOOK_PRIVATE_NETWORKS(
            "AVAONE_WEBHOOK_PRIVATE_NETWORKS",
            "avaone.webhooks.private-networks",
            Form.SWITCH,
            "false",
            "Whether webhook endpoints may be in private networks and without https, for tests and development. In production it lets "
                    + "organizations reach what only this machine can reach."),
    EVIDENCE_INTERVAL(
            "AVAONE_EVIDENCE_INTERVAL",
            "avaone.evidence.interval",
            Form.DURATION,
            "1m",
            "How often a checkpoint of the evidence log is signed at most, where something happened since."),
    EVIDENCE_FILE(
            "AVAONE_EVIDENCE_FILE",
            "avaone.evidence.checkpoint-file",
            Form.TEXT,
            null,
            "File to which every checkpoint is appended that this node signs. Unset means `evidence/checkpoints` in the data directory."),
    EVIDENCE_KEY_NAME(
            "AVAONE_EVIDENCE_KEY_NAME",
            "avaone.evidence.key-name",
            Form.TEXT,
            "1",
            "Name under which the key is kept that signs the evidence log; it is made where there is none. Another name begins new logs.");

    /** Whether a value may be shown. */
    private enum Kind {
        SECRET(Form.TEXT),
        SECRET_KEY(Form.KEY),
        SECRET_ADDRESS(Form.MONGODB_ADDRESS),
        SECRET_OF_WEBHOOKS(Form.WEBHOOK_SECRET);

        private final Form form;

        Kind(Form form) {
            this.form = form;
        }
    }

    private final String key;
    private final @Nullable String alias;
    private final String property;
    private final Form form;
    private final boolean secret;
    private final @Nullable String inDevelopment;
    private final @Nullable String inProduction;
    private final String meaning;

    Setting(String key, String property, Form form, @Nullable String value, String meaning) {
        this(key, null, property, form, false, value, value, meaning);
    }

    Setting(
            String key,
            String property,
            Form form,
            @Nullable String inDevelopment,
            @Nullable String inProduction,
            String meaning) {
        this(key, null, property, form, false, inDevelopment, inProduction, meaning);
    }

    Setting(Kind kind, String key, @Nullable String alias, String property, String meaning) {
        this(key, alias, property, kind.form, true, null, null, meaning);
    }

    Setting(
            String key,
            @Nullable String alias,
            String property,
            Form form,
            boolean secret,
            @Nullable String inDevelopment,
            @Nullable String inProduction,
            String meaning) {
        this.key = key;
        this.alias = alias;
        this.property = property;
        this.form = form;
        this.secret = secret;
        this.inDevelopment = inDevelopment;
        this.inProduction = inProduction;
        this.meaning = meaning;
    }

    /** Name in the environment. */
    String key() {
        return key;
    }

    /** Older name, still understood. */
    Optional<String> alias() {
        return Optional.ofNullable(alias);
    }

    /** Name by which the program reads it. */
    String property() {
        return property;
    }

    /** What a value must look like. */
    Form form() {
        return form;
    }

    /** Whether its value may never be shown. */
    boolean isSecret() {
        return secret;
    }

    /** Value where nobody sets one. */
    Optional<String> defaultValue(boolean production) {
        return Optional.ofNullable(production ? inProduction : inDevelopment);
    }

    /** What it is for, in one or two sentences. */
    String meaning() {
        return meaning;
    }
}
