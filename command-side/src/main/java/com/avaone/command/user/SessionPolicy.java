package com.avaone.command.user;

import java.time.Duration;

/**
 * How many sessions a user may have and for how long.
 *
 * @param absolute after which time a session ends however busy it is
 * @param atOnce how many may be open; one more ends the oldest
 */
record SessionPolicy(Duration absolute, int atOnce) {

    /** More than anybody has devices; few enough to look through. */
    static final int AT_ONCE = 20;
}
