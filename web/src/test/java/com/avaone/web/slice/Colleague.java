package com.avaone.web.slice;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserState;
import java.time.Duration;
import java.util.Set;

/** Somebody of {@link Samples#ORGANIZATION} who is signed in, and reaches the own records of the CRM only. */
final class Colleague {

    static final SignInUser USER = new SignInUser(
            UserId.random(),
            Samples.ORGANIZATION,
            new EmailAddress("mina@northwind.example"),
            "Mina Okafor",
            UserState.ACTIVE,
            Role.EMPLOYEE,
            new ServiceRoles(false, CrmRole.EMPLOYEE, null),
            Set.of(),
            false,
            null,
            null,
            null);

    static final SessionView SESSION = new SessionView(
            SessionId.random(),
            USER.userId(),
            Samples.ORGANIZATION,
            Admin.NOW,
            Admin.NOW.plus(Duration.ofHours(12)),
            null);

    private Colleague() {}
}
