package com.avaone.command.kernel.personal;

/** Personal data that cannot be opened although its person is not known to be erased: whoever reads it must stop, not go on without it. */
public final class PersonalDataUnreadable extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    PersonalDataUnreadable(String why) {
        super("Personal data cannot be opened: " + why);
    }
}
