package com.avaone.command.communication;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationEvent.ProfileChanged;
import com.avaone.api.organization.OrganizationEvent.SettingsChanged;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.user.UserEvent.EmailChanged;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserProfileChanged;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.api.user.UserProfile;
import com.avaone.command.kernel.CommandRole;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds whom a mail is for in the account's and the organization's own events, so nothing about people is noted beside them. */
@Component
@CommandRole
class Addressees {

    /** Users of the operator belong to no organization that was registered. */
    private static final Home OPERATOR = new Home("Avaone Suite", OrganizationSettings.DEFAULT);

    private final EventStore events;

    Addressees(EventStore events) {
        this.events = events;
    }

    private record Person(EmailAddress email, @Nullable String name) {}

    private record Home(String name, OrganizationSettings settings) {}

    /**
     * Whom the event of an account with this identifier is about.
     *
     * @return empty where the person was erased since, or the organization is gone
     */
    Optional<Addressee> of(UserId userId, OrganizationId organizationId, String eventId) {
        return person(userId, eventId)
                .flatMap(person -> home(organizationId).map(home -> {
                    var settings = home.settings();
                    return new Addressee(
                            person.email(),
                            person.name() == null ? null : oneLine(person.name()),
                            oneLine(home.name()),
                            Locale.forLanguageTag(settings.locale()),
                            ZoneId.of(settings.timeZone()));
                }));
    }

    private Optional<Person> person(UserId userId, String eventId) {
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
        @Nullable String name = null;
        var settings = OrganizationSettings.DEFAULT;
        var stream = events.readEvents(organizationId.value(), 0);
        while (stream.hasNext()) {
            switch (stream.next().getPayload()) {
                case OrganizationRegistered e -> {
                    name = e.profile().name();
                    settings = e.settings();
                }
                case ProfileChanged e -> name = e.profile().name();
                case SettingsChanged e -> settings = e.settings();
                case OrganizationDeleted _ -> {
                    return Optional.empty();
                }
                default -> {
                    // Changes neither its name nor its language.
                }
            }
        }
        return name == null ? Optional.empty() : Optional.of(new Home(name, settings));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
