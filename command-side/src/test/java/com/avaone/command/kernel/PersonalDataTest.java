package com.avaone.command.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import com.avaone.command.kernel.personal.KeysOnDisposal.Keys;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is personal in an event or a snapshot is stored sealed, read as it was, and gone once its person is erased. */
class PersonalDataTest {

    record Contact(
            @Personal String name, @Personal @Nullable LocalDate born, String language) {}

    record Address(String street, String town) {}

    @StableName("test.person-registered")
    @Revision("1")
    record PersonRegistered(
            String personId,
            @Personal EmailAddress email,
            @Personal @Nullable String phone,
            @Personal @Nullable Address address,
            @Personal @Nullable List<String> notes,
            List<Contact> contacts,
            int seats)
            implements ConcernsPerson {}

    @StableName("test.person-renamed")
    @Revision("1")
    record PersonRenamed(String personId, @Personal EmailAddress email) implements ConcernsPerson {}

    @StableName("test.nobody-knows-whose")
    @Revision("1")
    record NobodyKnowsWhose(@Personal String name) {}

    @StableName("test.person")
    static class Person implements ConcernsPerson {

        @Nullable
        String personId;

        @Personal
        @Nullable
        EmailAddress email;

        @Nullable
        Contact contact;

        @Override
        public String personId() {
            return String.valueOf(personId);
        }
    }

    private static final MessageNames NAMES = new MessageNames(
            List.of(PersonRegistered.class, PersonRenamed.class, NobodyKnowsWhose.class, Person.class));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final PersonRegistered ADA = new PersonRegistered(
            "usr_1",
            new EmailAddress("ada@example.com"),
            "+44 20 7946 0000",
            new Address("St James's Square", "London"),
            List.of("likes engines", "\"quotes\" and €"),
            List.of(new Contact("Charles", LocalDate.of(1791, 12, 26), "en"), new Contact("Mary", null, "fr")),
            7);

    private final Keys keys = KeysOnDisposal.inMemory();
    private final NamedSerializer events = NamedSerializer.forEvents(NAMES, keys.seal());

    private String write(Object event) {
        return events.serialize(event, String.class).getData();
    }

    private Object read(String name, String json) {
        return events.deserialize(new SimpleSerializedObject<>(json.getBytes(UTF_8), byte[].class, name, "1"));
    }

    private Object readAda(String json) {
        return read("test.person-registered", json);
    }

    @Test
    void isSealedWhereverItStands() {
        var json = write(ADA);

        assertThat(json)
                .doesNotContain("ada@example", "7946", "Square", "engines", "Charles", "Mary", "1791")
                .contains("\"personId\":\"usr_1\"", "\"language\":\"en\"", "\"seats\":7", "\"born\":null");
        var email = JSON.readTree(json).get("email");
        assertThat(email.propertyNames()).containsExactly("sealed");
        assertThat(email.get("sealed").asString()).startsWith("1.usr_1.");
        assertThat(readAda(json)).isEqualTo(ADA);
    }

    @Test
    void isReadFromATreeAsUpcastersHandItOver() {
        var tree =
                new SimpleSerializedObject<>(JSON.readTree(write(ADA)), JsonNode.class, "test.person-registered", "1");

        assertThat(events.<JsonNode, Object>deserialize(tree)).isEqualTo(ADA);
    }

    @Test
    void isReadAsItStandsWhereItWasStoredBeforeItWasPersonal() {
        var plain =
                NamedSerializer.forMessages(NAMES).serialize(ADA, String.class).getData();

        assertThat(plain).contains("ada@example.com", "Square");
        assertThat(readAda(plain)).isEqualTo(ADA);
        assertThat(readAda("""
                        {"personId": "usr_1", "email": "ada@example.com", "address": null, "contacts": [], "seats": 7}""")).isEqualTo(new PersonRegistered("usr_1", ADA.email(), null, null, null, List.of(), 7));
    }

    @Test
    void readsAsErasedOnceItsPersonIs() {
        var json = write(ADA);
        var other = new PersonRenamed("usr_2", new EmailAddress("eve@example.com"));
        var ofOther = write(other);

        keys.forget("usr_1");

        assertThat(readAda(json))
                .isEqualTo(new PersonRegistered(
                        "usr_1",
                        EmailAddress.ERASED,
                        "erased",
                        null,
                        null,
                        List.of(new Contact("erased", null, "en"), new Contact("erased", null, "fr")),
                        7));
        assertThat(read("test.person-renamed", ofOther)).isEqualTo(other);
    }

    @Test
    void isNeverStoredAgainOfWhoIsErased() {
        keys.forget("usr_1");

        var json = write(ADA);

        assertThat(json)
                .doesNotContain("ada@example", "7946", "Square", "engines", "Charles", "Mary", "1791", "sealed");
        assertThat(readAda(json)).isEqualTo(readAda(write(readAda(json))));
        assertThat(((PersonRegistered) readAda(json)).email()).isEqualTo(EmailAddress.ERASED);
    }

    @Test
    void isNotReadAsErasedWhereOnlyItsKeyIsMissing() {
        var json = write(ADA);
        keys.lose();

        assertThatThrownBy(() -> readAda(json))
                .isInstanceOf(SerializationException.class)
                .hasStackTraceContaining("usr_1 is missing");
    }

    @Test
    void cannotBeMovedToAnotherComponentEventOrPerson() {
        var json = write(ADA);
        var sealed = JSON.readTree(json).get("email").toString();
        var sealedName = JSON.readTree(json).get("contacts").get(0).get("name").toString();

        assertThat(read("test.person-registered", json)).isEqualTo(ADA);
        for (var moved : List.of(
                json.replace(JSON.readTree(json).get("phone").toString(), sealed),
                json.replace(sealed, sealedName),
                json.replace("1.usr_1.", "1.usr_2."))) {
            assertThatThrownBy(() -> readAda(moved)).isInstanceOf(SerializationException.class);
        }
        assertThatThrownBy(() -> read("test.person-renamed", "{\"personId\":\"usr_1\",\"email\":" + sealed + "}"))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void isNotStoredWhereNothingSaysWhoseItIs() {
        assertThatThrownBy(() -> write(new NobodyKnowsWhose("Ada")))
                .isInstanceOf(SerializationException.class)
                .hasStackTraceContaining("name is personal, and nothing says whose");
    }

    @Test
    void isSealedInASnapshotToo() {
        var person = new Person();
        person.personId = "usr_1";
        person.email = new EmailAddress("ada@example.com");
        person.contact = new Contact("Charles", null, "en");

        var json = write(person);

        assertThat(json).contains("\"personId\":\"usr_1\"", "sealed").doesNotContain("ada@example", "Charles");
        assertThat(read("test.person", json)).isInstanceOfSatisfying(Person.class, read -> {
            assertThat(read.email).isEqualTo(person.email);
            assertThat(read.contact).isEqualTo(person.contact);
        });
        keys.forget("usr_1");
        assertThat(read("test.person", json))
                .isInstanceOfSatisfying(
                        Person.class, read -> assertThat(read.email).isEqualTo(EmailAddress.ERASED));
    }

    @Test
    void travelsAsItStandsBetweenNodes() {
        var messages = NamedSerializer.forMessages(NAMES);

        assertThat(messages.<String, Object>deserialize(messages.serialize(ADA, String.class)))
                .isEqualTo(ADA);
    }
}
