package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;

/** An organization of a test's own, and the people who come to it. */
final class NewOrganization {

    /** Of everybody who joins. */
    static final String PASSWORD = WholeSuite.CANARY + "-of-four-words";

    private final int port;
    private final Caller operator;
    private final String organizationId;

    private NewOrganization(int port, Caller operator, String organizationId) {
        this.port = port;
        this.operator = operator;
        this.organizationId = organizationId;
    }

    /** Registers one with a license for ten seats. */
    static NewOrganization register(int port) {
        var operator = new Caller(port).signInWithToken();
        var answer = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": 10, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Idempotency-Key");
        return new NewOrganization(
                port, operator, answer.json().path("organizationId").asString());
    }

    /** Who registered it, with a bearer token. */
    Caller operator() {
        return operator;
    }

    String organizationId() {
        return organizationId;
    }

    /** Invites somebody, who accepts. */
    void join(String email, String role) {
        var users = "/api/organization/" + organizationId + "/users";
        var until = role.equals("auditor") ? ",\"accessUntil\":\"2099-01-31\"" : "";
        var invited = operator.post(users, "{\"email\":\"%s\",\"role\":\"%s\"%s}".formatted(email, role, until));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var link = operator.get(users + "/" + invited.json().path("userId").asString() + "/invitation/link");
        assertThat(link.status()).as(link.body()).isEqualTo(200);
        var token = URI.create(link.json().path("link").asString()).getQuery().substring("token=".length());
        var accepted = new Caller(port)
                .post(
                        "/api/invitation/accept",
                        "{\"token\":\"%s\",\"password\":\"%s\",\"firstName\":\"Mina\"}".formatted(token, PASSWORD));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    }

    /** Signs somebody in by password, for a bearer token. */
    Caller.Answer signIn(String door, String email) {
        return new Caller(port)
                .post(
                        "/api/" + door + "/login",
                        "{\"organization\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}"
                                .formatted(organizationId, email, PASSWORD));
    }

    /** Somebody who has signed in by password. */
    Caller signedIn(String door, String email) {
        var answer = signIn(door, email);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Caller(port)
                .with("Authorization", "Bearer " + answer.json().path("token").asString());
    }
}
