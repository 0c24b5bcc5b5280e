package com.avaone.command.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Credentials;
import com.avaone.api.user.FirstAdmin;
import com.avaone.api.user.UserCommand.RegisterSystemAdmin;
import com.avaone.command.kernel.AtStart;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.memory.IdempotencyOutcomes;
import com.avaone.command.kernel.memory.IdempotencyOutcomes.Claim;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Makes the first system admin of a fresh installation, so that somebody can enter. Each step may be repeated: the password is in the vault
 * and has been told before the user exists, so whenever the process dies, the next start either finds the user or does all of it again.
 */
final class FirstAdminCreation implements ApplicationRunner {

    /** The same in every installation: with it a second one cannot come to be. */
    static final UserId FIRST_ADMIN = new UserId(UserId.PREFIX + "0".repeat(25) + "1");

    private static final String CLAIM = "first-system-admin";

    private final EmailAddress email;
    private final @Nullable String givenPassword;
    private final Credentials credentials;
    private final IdempotencyOutcomes outcomes;
    private final AutomaticCommands commands;
    private final Predicate<UserId> exists;
    private final ApplicationEventPublisher publisher;

    /** Told once, however often the step after it has to be repeated. */
    private final AtomicReference<@Nullable FirstAdmin> told = new AtomicReference<>();

    FirstAdminCreation(
            EmailAddress email,
            @Nullable String givenPassword,
            Credentials credentials,
            IdempotencyOutcomes outcomes,
            AutomaticCommands commands,
            Predicate<UserId> exists,
            ApplicationEventPublisher publisher) {
        this.email = email;
        this.givenPassword = givenPassword;
        this.credentials = credentials;
        this.outcomes = outcomes;
        this.commands = commands;
        this.exists = exists;
        this.publisher = publisher;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        AtStart.until("first-admin", () -> exists.test(FIRST_ADMIN) || create());
    }

    /** False while another node is at it. */
    private boolean create() {
        return switch (outcomes.claim(CLAIM, "", FIRST_ADMIN.value())) {
            case Claim.Claimed _ -> {
                try {
                    tell();
                    outcomes.complete(
                            CLAIM,
                            commands.send(
                                    CLAIM,
                                    "A fresh installation has no system admin.",
                                    new RegisterSystemAdmin(
                                            FIRST_ADMIN, OrganizationId.OPERATOR, email, "System admin")));
                    yield true;
                } catch (RuntimeException failure) {
                    outcomes.abandon(CLAIM);
                    throw failure;
                }
            }
            case Claim.Orphaned _ -> {
                outcomes.abandon(CLAIM);
                yield false;
            }
            case Claim.InProgress _ -> false;
            case Claim.Done _ -> true;
            case Claim.OtherRequest _ ->
                throw new Rejected(
                        KernelRule.IDEMPOTENCY_KEY_REUSED, "The key " + CLAIM + " is used by something else");
        };
    }

    private void tell() {
        if (told.get() != null) {
            return;
        }
        var generated = givenPassword == null ? AdminPassword.generate() : null;
        credentials.setPassword(FIRST_ADMIN, generated == null ? String.valueOf(givenPassword) : generated);
        var admin = new FirstAdmin(email, generated);
        publisher.publishEvent(admin);
        told.set(admin);
    }
}
