package com.avaone.command.kernel.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Personal;
import com.avaone.command.kernel.MessageNames;
import com.avaone.command.kernel.events.PersonalParts.Part;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing about a person gets into the store unsealed because somebody forgot to say that it is personal. */
class PersonalDataIsMarkedTest {

    /** What holds personal data is called so. The last part of a name decides, as in {@code firstName} and {@code adminEmail}. */
    private static final Pattern PERSONAL =
            Pattern.compile("(?i).*(e?mail|name|phone|mobile|address|street|birthday|born|photo|avatar|signature"
                    + "|description|comment|note|notes|bio|text|remark)");

    /** What is called so and is not personal, with the reason. */
    private static final Map<String, String> NOT_PERSONAL = Map.of(
            "OrganizationProfile.name",
            "an organization's name is public, and whoever deals with it must know it after its end",
            "ClientCreated.name",
            "it names a program, which is no person",
            "TeamCreated.name",
            "it names a group, and nobody in it",
            "TeamRenamed.name",
            "it names a group, and nobody in it",
            "Team.name",
            "it names a group, and nobody in it",
            "AssetUploaded.fileName",
            "it is a label of a picture that everybody may see, chosen by who edits the site",
            "Variant.name",
            "it names a size of a picture",
            "WebhookRegistered.description",
            "it says what another system is",
            "WebhookChanged.description",
            "it says what another system is",
            "Webhook.description",
            "it says what another system is");

    /** Events and snapshots: all that is stored for ever. */
    static Collection<Class<?>> stored() {
        return MessageNames.scan("com.avaone.api", "com.avaone.command").all().values().stream()
                .filter(type -> !type.getName().contains("Test"))
                .toList();
    }

    private static boolean looksPersonal(Part part) {
        return part.type() == EmailAddress.class
                || part.type() == String.class && PERSONAL.matcher(part.name()).matches();
    }

    /** What the test finds fault with. */
    private static Stream<String> unmarked(Class<?> type) {
        return PersonalParts.all(type).stream()
                .filter(part -> !part.isPersonal() && looksPersonal(part))
                .map(Part::toString)
                .filter(name -> !NOT_PERSONAL.containsKey(name));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void everyComponentThatLooksPersonalIsMarked(Class<?> type) {
        assertThat(unmarked(type))
                .as("mark these @Personal, or say in this test why they are not")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stored")
    void whatHoldsPersonalDataSaysWhose(Class<?> type) {
        if (!PersonalParts.of(type).isEmpty()) {
            assertThat(type).isAssignableTo(ConcernsPerson.class);
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void whatIsPersonalIsATextOrMayBeNull(Class<?> type) {
        assertThat(PersonalParts.of(type))
                .allSatisfy(part -> assertThat(part.isNullable() || isText(part.type()))
                        .as("%s reads as null once its person is erased: make it @Nullable", part)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("stored")
    void nothingIsPersonalWithinWhatIsPersonal(Class<?> type) {
        assertThat(PersonalParts.of(type))
                .allSatisfy(part -> assertThat(PersonalParts.of(part.type()))
                        .as("%s is sealed as a whole", part)
                        .isEmpty());
    }

    private static boolean isText(Class<?> type) {
        return type == String.class
                || type.isRecord()
                        && type.getRecordComponents().length == 1
                        && type.getRecordComponents()[0].getType() == String.class
                        && type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    @Test
    void everyExceptionIsNeeded() {
        assertThat(stored().stream().flatMap(type -> PersonalParts.all(type).stream()))
                .filteredOn(PersonalDataIsMarkedTest::looksPersonal)
                .extracting(Part::toString)
                .containsAll(NOT_PERSONAL.keySet());
    }

    record Inner(
            String firstName,
            EmailAddress contact,
            @Personal String lastName,
            String industry) {}

    record Outer(
            List<Inner> people,
            @Nullable Inner owner,
            @Personal int age) {}

    @Test
    void unmarkedOnesAreFoundHoweverDeepTheyAre() {
        assertThat(unmarked(Outer.class)).containsExactly("Inner.firstName", "Inner.contact");
        assertThat(PersonalParts.of(Outer.class))
                .extracting(Part::toString)
                .containsExactly("Inner.lastName", "Outer.age");
    }
}
