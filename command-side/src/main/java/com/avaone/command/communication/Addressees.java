package com.avaone.command.communication;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserProfileChanged;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.Mail;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds whom a mail is for in what is known of users in memory, and in the account's and the organization's own events, so nothing about
 * people is noted beside them. However long an account has been there, only what happened since the mail's event is read of it; the whole is
 * read in the rare case that the address changed since then.
 */
@Component
@CommandRole
class Addressees {

    /** Users of the operator belong to no organization that was registered. */
    private static final Home OPERATOR = new Home(Mail.SUITE, null, null, OrganizationSettings.DEFAULT);

    /** How long it may take until what led to a mail is known in memory. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * What ends a line somewhere, and what turns the direction of reading: with it a name could show what stands behind it, such as whose
     * mail it is, as something else. What joins letters in Hindi is left.
     */
    private static final Pattern NOT_IN_A_LINE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

    private final EventStore events;
    private final Identities identities;

    Addressees(EventStore events, Identities identities) {
        this.events = events;
        this.identities = identities;
    }

    private record Person(EmailAddress email, @Nullable String name) {

        /** Whom nobody named goes by the address. */
        static Person of(SignInUser user) {
            return new Person(
                    user.email(), user.displayName().equals(user.email().value()) ? null : user.displayName());
        }
    }

    private record Home(
            String name,
            @Nullable EmailAddress email,
            @Nullable EmailAddress adminEmail,
            OrganizationSettings settings) {

        /** Whoever reads it sees that the suite sent it, whatever an organization calls itself. */
        String sender() {
            var own = oneLine(Objects.requireNonNullElse(settings.mailSender(), name));
            return own.equals(Mail.SUITE) ? own : "%s (%s)".formatted(own, Mail.SUITE);
        }
    }

    /**
     * Whom the event of an account with this identifier is about.
     *
     * @return empty where the person was erased since, or the organization is gone
     */
    Optional<Addressee> of(UserId userId, OrganizationId organizationId, DomainEventMessage<?> event) {
        return person(userId, event)
                .flatMap(person ->
                        home(organizationId).map(home -> addressee(person, home, home.sender(), home.email())));
    }

    /**
     * Whoever administers an organization now, as its profile says.
     *
     * @return empty where the organization is gone
     */
    Optional<Addressee> ofOrganization(OrganizationId organizationId) {
        return home(organizationId)
                .flatMap(home -> Optional.ofNullable(home.adminEmail())
                        .map(email -> addressee(new Person(email, null), home, Mail.SUITE, null)));
    }

    /**
     * Whoever administers an organization with an account of their own, by their identifiers; the operator's are the system admins.
     *
     * @return empty where the organization is gone
     */
    Map<UserId, Addressee> admins(OrganizationId organizationId) {
        var role = organizationId.equals(OrganizationId.OPERATOR) ? Role.SYSTEM_ADMIN : Role.ADMIN;
        return home(organizationId)
                .map(home -> identities.users(organizationId).stream()
                        .filter(user -> user.role() == role && user.state() == UserState.ACTIVE)
                        .collect(Collectors.toMap(
                                SignInUser::userId, user -> addressee(Person.of(user), home, Mail.SUITE, null))))
                .orElseGet(Map::of);
    }

    /**
     * Somebody who has no account, of whom the event says all that there is to know.
     *
     * @param organizationId in whose name the mail comes
     * @return empty where the organization is gone
     */
    Optional<Addressee> of(EmailAddress email, @Nullable String name, OrganizationId organizationId) {
        return home(organizationId).map(home -> addressee(new Person(email, name), home, home.sender(), home.email()));
    }

    private static Addressee addressee(Person person, Home home, String sender, @Nullable EmailAddress replyTo) {
        var settings = home.settings();
        return new Addressee(
                person.email(),
                person.name() == null ? null : oneLine(person.name()),
                oneLine(home.name()),
                Locale.forLanguageTag(settings.locale()),
                ZoneId.of(settings.timeZone()),
                sender,
                replyTo);
    }

    private Optional<Person> person(UserId userId, DomainEventMessage<?> event) {
        return present(userId, event)
                .filter(_ -> isStillSo(userId, event))
                .or(() -> fromHistory(userId, event.getIdentifier()));
    }

    /** As the account is now, at least with everything up to the event; empty where that is not known here. */
    private Optional<Person> present(UserId userId, DomainEventMessage<?> event) {
        var position = event instanceof TrackedEventMessage<?> tracked
                ? tracked.trackingToken().position()
                : OptionalLong.empty();
        if (position.isEmpty() || !identities.await(position.getAsLong(), PATIENCE)) {
            return Optional.empty();
        }
        return identities.user(userId).map(Person::of);
    }

    /** Whether the account has the address that it had at the event. */
    private boolean isStillSo(UserId userId, DomainEventMessage<?> event) {
        return events.readEvents(userId.value(), event.getSequenceNumber() + 1)
                .asStream()
                .map(Message::getPayload)
                .noneMatch(since -> since instanceof EmailChanged || since instanceof UserErased);
    }

    private Optional<Person> fromHistory(UserId userId, String eventId) {
        @Nullable EmailAddress email = null;
        @Nullable EmailAddress then = null;
        @Nullable String name = null;
        var stream = events.readEvents(userId.value(), 0);
        while (stream.hasNext()) {
            var message = stream.next();
            switch (message.getPayload()) {
                case SystemAdminRegistered e -> {
                    email = e.email();
                    name = e.displayName();
                }
                case UserInvited e -> {
                    email = e.email();
                    name = nameIn(e.profile());
                }
                case UserRegistered e -> name = nameIn(e.profile());
                case UserProfileChanged e -> name = nameIn(e.profile());
                case EmailChanged e -> email = e.email();
                case UserErased _ -> {
                    return Optional.empty();
                }
                default -> {
                    // Says nothing of whom to write to.
                }
            }
            if (message.getIdentifier().equals(eventId)) {
                then = email;
            }
        }
        return then == null ? Optional.empty() : Optional.of(new Person(then, name));
    }

    private static @Nullable String nameIn(UserProfile profile) {
        var name = profile.displayName("");
        return name.isEmpty() ? null : name;
    }

    private Optional<Home> home(OrganizationId organizationId) {
        if (organizationId.equals(OrganizationId.OPERATOR)) {
            return Optional.of(OPERATOR);
        }
        @Nullable OrganizationProfile profile = null;
        var settings = OrganizationSettings.DEFAULT;
        var stream = events.readEvents(organizationId.value(), 0);
        while (stream.hasNext()) {
            switch (stream.next().getPayload()) {
                case OrganizationRegistered e -> {
                    profile = e.profile();
                    settings = e.settings();
                }
                case ProfileChanged e -> profile = e.profile();
                case SettingsChanged e -> settings = e.settings();
                case OrganizationDeleted _ -> {
                    return Optional.empty();
                }
                default -> {
                    // Changes neither its name nor its language.
                }
            }
        }
        return profile == null
                ? Optional.empty()
                : Optional.of(new Home(profile.name(), profile.email(), profile.adminEmail(), settings));
    }

    private static String oneLine(String text) {
        return NOT_IN_A_LINE.matcher(text).replaceAll(" ").strip();
    }
}
