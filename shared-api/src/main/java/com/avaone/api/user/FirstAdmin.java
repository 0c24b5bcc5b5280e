package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A fresh installation has got its first system admin. Published once within the process, for whoever shows it to the person who started
 * the suite; it is no message and is never stored.
 *
 * @param generatedPassword the password that was made up, to be shown once and never logged; absent where one was given by the settings
 */
public record FirstAdmin(EmailAddress email, @Nullable String generatedPassword) {

    /** Without the password, so that it reaches no log. */
    @Override
    public String toString() {
        return "FirstAdmin[email=" + email + "]";
    }
}
