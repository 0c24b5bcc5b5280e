package com.avaone.command.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.Identities;
import com.avaone.api.user.Links;
import com.avaone.api.user.SessionSeal;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The room's parts that are no message handlers. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    /** How many password checks may wait for each that runs: two seconds' worth or so. */
    private static final int WAITING_PER_CORE = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    VaultCredentials credentials(CommandMemory memory, EventStore events) {
        var cores = Runtime.getRuntime().availableProcessors();
        return new VaultCredentials(
                memory.credentialVault(),
                cores,
                cores * WAITING_PER_CORE,
                PATIENCE,
                userId -> isErased(events, userId.value()));
    }

    /** Nothing comes after the erasure. */
    private static boolean isErased(EventStore events, String userId) {
        return events.lastSequenceNumberFor(userId)
                .map(last -> events.readEvents(userId, last))
                .filter(history -> history.hasNext() && history.next().getPayload() instanceof UserErased)
                .isPresent();
    }

    @Bean
    VaultSecondFactors secondFactors(CommandMemory memory, Identities identities, Clock clock) {
        return new VaultSecondFactors(memory.credentialVault(), memory.idempotencyOutcomes(), identities, clock);
    }

    @Bean
    VaultPasskeys passkeys(CommandMemory memory) {
        return new VaultPasskeys(memory.credentialVault());
    }

    @Bean
    SessionSeal sessionSeal(CommandMemory memory, Clock clock) {
        return new VaultSeal(memory.credentialVault(), "session-seal", clock);
    }

    @Bean
    Links links(CommandMemory memory, Clock clock) {
        return new SealedLinks(new VaultSeal(memory.credentialVault(), "link-seal", clock), clock);
    }

    @Bean
    @CommandRole
    SessionPolicy sessionPolicy(@Value("${avaone.session.absolute:12h}") Duration absolute) {
        return new SessionPolicy(absolute, SessionPolicy.AT_ONCE);
    }

    @Bean
    @CommandRole
    FirstAdminCreation firstAdminCreation(
            @Value("${avaone.admin.email:admin@localhost}") String email,
            @Value("${avaone.admin.password:}") String password,
            Environment environment,
            Credentials credentials,
            CommandMemory memory,
            AutomaticCommands commands,
            EventStore events,
            ApplicationEventPublisher publisher) {
        var isProduction = environment.acceptsProfiles(Profiles.of("prod"));
        if (isProduction && !password.isBlank() && AdminPassword.isWeak(password, email)) {
            throw new IllegalStateException("avaone.admin.password (AVAONE_ADMIN_PASSWORD) is too easy to guess:"
                    + " give one of at least 12 characters that is no common word, or none to have one made up.");
        }
        return new FirstAdminCreation(
                EmailAddress.parse("avaone.admin.email", email),
                password.isBlank() ? null : password,
                credentials,
                memory.idempotencyOutcomes(),
                commands,
                userId -> events.lastSequenceNumberFor(userId.value()).isPresent(),
                publisher);
    }
}
