package com.avaone.web.slice;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInUser;
import java.time.Duration;
import java.time.Instant;

/** The system admin who is signed in. */
final class Admin {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static final SignInUser USER =
            SignInUser.systemAdmin(UserId.random(), new EmailAddress("admin@avaone.example"), "Admin");

    static final SessionView SESSION = new SessionView(
            SessionId.random(), USER.userId(), OrganizationId.OPERATOR, NOW, NOW.plus(Duration.ofHours(12)), null);

    private Admin() {}
}
