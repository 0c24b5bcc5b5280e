package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Users and open sessions as the events tell, held in memory, so that signing in and checking a session go on while every database is
 * down. The same truth as the read models, never a second user store. Safe for use by many threads; no call waits but {@link #await}.
 */
public interface Identities {

    /** The system admin with this address. */
    Optional<SignInUser> systemAdmin(EmailAddress email);

    /** The user with this identifier. */
    Optional<SignInUser> user(UserId userId);

    /** The session, if it is open and its time is not over. */
    Optional<SessionView> session(SessionId sessionId);

    /** The user's open sessions, newest first. */
    List<SessionView> sessions(UserId userId);

    /** Whether any system admin exists. */
    boolean hasSystemAdmin();

    /** Waits until everything up to {@code position} is known here; false when {@code timeout} passed before. */
    boolean await(long position, Duration timeout);
}
