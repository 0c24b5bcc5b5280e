package com.avaone.api.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.Grants.Grant;
import com.avaone.api.license.LicenseCommand.AssignSeat;
import com.avaone.api.license.LicenseCommand.ReleaseSeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/permissions.md says what the code says; {@code -Dupdate.docs=true} writes it anew. */
class PermissionsTest {

    private static final Path DOCUMENT = Path.of("../docs/permissions.md");

    private static final List<Class<? extends Enum<?>>> ROLES = List.of(Role.class, CrmRole.class, PingoraRole.class);

    @Test
    void areSaidOfEveryCommandAndEveryQuery() throws IOException {
        assertThat(messages("Command")).hasSizeGreaterThan(50).allSatisfy(PermissionsTest::saysWhatItNeeds);
        assertThat(messages("Query")).hasSizeGreaterThan(10).allSatisfy(PermissionsTest::saysWhatItNeeds);
    }

    private static void saysWhatItNeeds(Class<?> message) {
        assertThat(message).hasAnnotation(Needs.class);
        assertThat(message.getAnnotation(Needs.class).value())
                .as("what %s needs", message.getSimpleName())
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /** An interface that is not sealed would hide its messages from the test above. */
    @Test
    void areSaidInSealedInterfacesOnly() throws IOException {
        var sealed = Stream.concat(messages("Command").stream(), messages("Query").stream())
                .toList();
        assertThat(sealed)
                .allSatisfy(message -> assertThat(message.isRecord())
                        .as("%s is a record", message.getSimpleName())
                        .isTrue());
        assertThat(Messages.interfaces("Command")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(Messages.interfaces("Query")).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void answerEveryDemand() {
        assertThat(Grants.all().stream()
                        .map(Grant::number)
                        .filter(Objects::nonNull)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 16)
                        .mapToObj(number -> "R" + number)
                        .toList());
    }

    @Test
    void areGrantedToEveryRole() {
        assertThat(ROLES.stream().flatMap(role -> Arrays.stream(role.getEnumConstants())))
                .hasSize(7 + 6 + 3)
                .allSatisfy(role ->
                        assertThat(Grants.of(role)).as("grants of %s", role).isNotEmpty());
    }

    @Test
    void areGrantedToNobodyWhereTheyAreEverybodysOrTheSuitesOwn() {
        assertThat(Stream.concat(
                        Grants.all().stream().map(Grant::permission),
                        Arrays.stream(ClientScope.values()).flatMap(scope -> scope.permissions().stream())))
                .doesNotContain(Permission.SIGN_IN, Permission.VISIT, Permission.AUTOMATION)
                .containsAll(Arrays.stream(Permission.values())
                        .filter(permission -> permission != Permission.SIGN_IN
                                && permission != Permission.VISIT
                                && permission != Permission.AUTOMATION)
                        .toList());
    }

    /** Whoever frees the seat of somebody who stays could let in one more than the license allows. */
    @Test
    void areGrantedToNobodyWhereSeatsMove() {
        assertThat(List.of(AssignSeat.class, ReleaseSeat.class))
                .allSatisfy(message ->
                        assertThat(message.getAnnotation(Needs.class).value()).containsExactly(Permission.AUTOMATION));
    }

    /** The only messages that anybody may send carry the id of a link that was opened, or have one sent. */
    @Test
    void areAnybodysOnlyForWhatIsDoneByALinkOrAsksForOne() throws IOException {
        assertThat(messages("Command"))
                .filteredOn(message -> Arrays.asList(
                                message.getAnnotation(Needs.class).value())
                        .contains(Permission.SIGN_IN))
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrder(
                        "AcceptInvitation",
                        "ConfirmEmailChange",
                        "ConfirmLead",
                        "RequestPasswordReset",
                        "RequestUnlock",
                        "ResetPassword",
                        "UnlockUserByLink");
    }

    /** Visitors read; what they send comes in the name of the form that takes it. */
    @Test
    void letVisitorsAskAndChangeNothing() throws IOException {
        assertThat(messages("Command"))
                .noneMatch(message -> Arrays.asList(
                                message.getAnnotation(Needs.class).value())
                        .contains(Permission.VISIT));
        assertThat(messages("Query"))
                .filteredOn(message -> Arrays.asList(
                                message.getAnnotation(Needs.class).value())
                        .contains(Permission.VISIT))
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrder(
                        "FindCatalogue", "FindPrice", "FindQuote", "FindSite", "FindPreview", "FindAssetFile");
    }

    @Test
    void letNoApiClientMakeOthersOrBeAPerson() {
        assertThat(Arrays.stream(ClientScope.values()).flatMap(scope -> scope.permissions().stream()))
                .doesNotContain(
                        Permission.MANAGE_API_CLIENTS, Permission.MANAGE_OWN_ACCOUNT, Permission.CONFIGURE_SYSTEM);
    }

    @Test
    void areGrantedOnce() {
        assertThat(Grants.all()).doesNotHaveDuplicates();
    }

    @Test
    void areListed() throws IOException {
        var expected = document();
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(DOCUMENT)
                .as("docs/permissions.md is behind the code; write it anew with -Dupdate.docs=true")
                .content()
                .isEqualTo(expected);
    }

    private static List<? extends Class<?>> messages(String suffix) throws IOException {
        return Messages.interfaces(suffix).stream().flatMap(Messages::of).toList();
    }

    private static String document() throws IOException {
        var text = new StringBuilder("""
                # Permissions

                Generated from the code by `mvn -pl shared-api test -Dtest=PermissionsTest -Dupdate.docs=true`; do not edit.

                Every command and every query says which permissions it needs; any one of them is enough. Whether its sender has one is
                decided by the role at that moment, on the command side and on the query side, whoever brought the message there. What is
                not listed here is not allowed.

                A permission reaches so far: *any organization*; *own organization*, where what is another's answers as if it did not exist;
                or *self*, the user alone: of leads, contacts and deals those that the user made or that are assigned to the user. What a
                user is in a service counts beside the role in the organization.

                ## What a permission means

                | permission | whoever has it may |
                |---|---|
                """);
        for (var permission : Permission.values()) {
            text.append("| %s | %s |\n".formatted(words(permission), permission.meaning()));
        }
        text.append("""

                Nobody is granted %s or %s, which need no session, or %s, which needs that nobody asks from outside. No role has %s or %s.

                ## Who has which

                | demand | role | permission | reach |
                |---|---|---|---|
                """.formatted(
                        words(Permission.SIGN_IN),
                        words(Permission.VISIT),
                        words(Permission.AUTOMATION),
                        words(Permission.ENSURE_USERS),
                        words(Permission.READ_PERSONAL_DATA_OF_EVENTS)));
        grants().forEach(grant -> text.append("| %s | %s | %s | %s |\n"
                .formatted(
                        grant.number() == null ? "" : grant.number(),
                        role(grant.role()),
                        words(grant.permission()),
                        words(grant.scope()))));
        text.append("""

                ## What an API client may do

                A client has scopes, and by them permissions: in its own organization, or in any if it is the operator's. A client for an
                auditor has scopes for reading only.

                | scope | permissions | reads only | operator's only |
                |---|---|---|---|
                """);
        for (var scope : ClientScope.values()) {
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            scope.text(),
                            scope.permissions().stream()
                                    .sorted()
                                    .map(PermissionsTest::words)
                                    .collect(Collectors.joining(", ")),
                            scope.isReadOnly() ? "yes" : "",
                            scope.isOfOperator() ? "yes" : ""));
        }
        append(text, "What each command needs", Messages.interfaces("Command"));
        append(text, "What each query needs", Messages.interfaces("Query"));
        return text.toString();
    }

    /** In the order of the demands, then of the roles. */
    private static List<Grant> grants() {
        var grants = new ArrayList<>(Grants.all());
        grants.sort(Comparator.comparingInt(PermissionsTest::demand)
                .thenComparingInt(grant -> ROLES.indexOf(grant.role().getDeclaringClass()))
                .thenComparingInt(grant -> grant.role().ordinal()));
        return grants;
    }

    private static int demand(Grant grant) {
        var number = grant.number();
        return number == null ? Integer.MAX_VALUE : Integer.parseInt(number.substring(1));
    }

    private static void append(StringBuilder text, String heading, List<Class<?>> interfaces) {
        text.append("\n## %s\n\n| room | message | needs one of |\n|---|---|---|\n".formatted(heading));
        for (var type : interfaces) {
            Messages.of(type)
                    .forEach(message -> text.append("| %s | %s | %s |\n"
                            .formatted(
                                    room(type),
                                    message.getSimpleName(),
                                    Arrays.stream(message.getAnnotation(Needs.class)
                                                    .value())
                                            .map(PermissionsTest::words)
                                            .collect(Collectors.joining(", ")))));
        }
    }

    private static String room(Class<?> type) {
        return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    }

    private static String role(Enum<?> role) {
        var name = words(role);
        return switch (role) {
            case CrmRole _ -> "CRM: " + name;
            case PingoraRole _ -> "Pingora: " + name;
            default -> name;
        };
    }

    private static String words(Enum<?> constant) {
        return constant.name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace("crm", "CRM")
                .replace("api", "API")
                .replace("pingora", "Pingora");
    }
}
