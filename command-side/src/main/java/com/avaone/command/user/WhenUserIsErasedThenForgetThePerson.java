package com.avaone.command.user;

import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.personal.PersonalKeys;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Takes out of the credential vault all that it holds of a person who is erased; without the key, the address and the names in the log and
 * in snapshots are unreadable.
 */
@Component
@CommandRole
@ProcessingGroup("WhenUserIsErasedThenForgetThePerson")
class WhenUserIsErasedThenForgetThePerson {

    private final VaultCredentials passwords;
    private final VaultSecondFactors secondFactors;
    private final VaultPasskeys passkeys;
    private final PersonalKeys keys;

    WhenUserIsErasedThenForgetThePerson(
            VaultCredentials passwords, VaultSecondFactors secondFactors, VaultPasskeys passkeys, PersonalKeys keys) {
        this.passwords = passwords;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
        this.keys = keys;
    }

    @EventHandler
    void on(UserErased event) {
        passwords.forget(event.userId());
        secondFactors.forget(event.userId());
        passkeys.forgetAll(event.userId());
        keys.forget(event.personId());
    }
}
