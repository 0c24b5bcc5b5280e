package com.avaone.web.user.manage;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseView;
import com.avaone.api.user.Identities;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserCommand;
import com.avaone.api.user.UserHistory;
import com.avaone.api.user.UserPage;
import com.avaone.api.user.UserQuery.FindUser;
import com.avaone.api.user.UserQuery.FindUserHistory;
import com.avaone.api.user.UserQuery.FindUsers;
import com.avaone.api.user.UserQuery.FindWorkspaceUsers;
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserView;
import com.avaone.api.user.WorkspaceUserPage;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.ReadState.Reached;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.settings.AvaoneProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the API and the pages ask and command about an organization's users. */
@Component
class Users {

    /** Together five seconds. */
    private static final int ENSURE_ATTEMPTS = 20;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

    private static final Set<String> PROCESSORS = Set.of("user", "license");

    private final Commands commands;
    private final Queries queries;
    private final ReadState readState;
    private final Identities identities;
    private final OrganizationInPath organizations;
    private final Links links;
    private final URI publicUrl;

    Users(
            Commands commands,
            Queries queries,
            ReadState readState,
            Identities identities,
            OrganizationInPath organizations,
            Links links,
            AvaoneProperties properties) {
        this.commands = commands;
        this.queries = queries;
        this.readState = readState;
        this.identities = identities;
        this.organizations = organizations;
        this.links = links;
        this.publicUrl = properties.publicUrl();
    }

    /**
     * The way to accept an invitation.
     *
     * @param link to be handed to the person, and to nobody else
     * @param expiresAt the first instant at which it is not good any more
     */
    @Schema(name = "InvitationLink")
    record InvitationLink(
            @Schema(example = "https://suite.example/invitation?token=…")
            String link,

            Instant expiresAt) {

        /** Without the link. */
        @Override
        public String toString() {
            return "InvitationLink[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * The user that an address has.
     *
     * @param created whether it was made now
     */
    record Ensured(UserId userId, OrganizationId organizationId, boolean created, Receipt receipt) {}

    /** The link of the invitation that waits for this user of the organization, if one does. */
    Optional<InvitationLink> invitationLink(OrganizationId organizationId, UserId userId) {
        return identities
                .user(userId)
                .filter(user -> user.organizationId().equals(organizationId))
                .map(SignInUser::invitation)
                .map(invitation -> new InvitationLink(
                        publicUrl
                                .resolve("/invitation?token="
                                        + links.seal(new Link(
                                                Purpose.INVITATION,
                                                userId,
                                                organizationId,
                                                invitation.id(),
                                                invitation.expiresAt())))
                                .toString(),
                        invitation.expiresAt()));
    }

    /** How far what is read here has come. */
    Reached reached() {
        return readState.reachedBy(PROCESSORS);
    }

    UserPage page(FindUsers query) {
        return queries.ask(query, UserPage.class);
    }

    UserView find(OrganizationId organizationId, UserId userId) {
        return queries.ask(new FindUser(organizationId, userId), UserView.class);
    }

    /** The user at a position or an instant of the past; now where {@code asOf} is absent. */
    UserView at(OrganizationId organizationId, UserId userId, @Nullable String asOf) {
        return queries.ask(new FindUser(organizationId, userId, Text.orNull(asOf)), UserView.class);
    }

    UserView find(OrganizationId organizationId, UserId userId, long minPosition) {
        return queries.ask(new FindUser(organizationId, userId), UserView.class, minPosition);
    }

    UserHistory history(OrganizationId organizationId, UserId userId, @Nullable String cursor, int limit) {
        return queries.ask(new FindUserHistory(organizationId, userId, Text.orNull(cursor), limit), UserHistory.class);
    }

    /** The organization's license with its seats; absent for the operator, which needs none. */
    @Nullable
    LicenseView license(OrganizationId organizationId) {
        return organizationId.equals(OrganizationId.OPERATOR)
                ? null
                : queries.ask(new FindLicense(organizationId), LicenseView.class);
    }

    /** Makes sure that somebody has a workspace user, and says which. */
    Ensured ensure(EnsureUserRequest request, OrganizationId organizationId) {
        var email = EmailAddress.parse("email", request.email());
        for (var attempt = 1; ; attempt++) {
            var known = identities.user(organizationId, email).map(SignInUser::userId);
            var userId = known.orElseGet(UserId::random);
            try {
                var receipt = commands.send(
                        request.toCommand(userId, organizationId, organizations.licenseOf(organizationId)));
                return new Ensured(new UserId(receipt.id()), organizationId, known.isEmpty(), receipt);
            } catch (Rejected rejected) {
                if (!rejected.rejection().code().equals(UserRule.EMAIL_TAKEN.code()) || attempt == ENSURE_ATTEMPTS) {
                    throw rejected;
                }
                // Somebody makes the same user at this moment, and is either done in a moment or refused.
                identities.awaitUser(organizationId, email, BETWEEN_ATTEMPTS);
            }
        }
    }

    WorkspaceUserPage workspaceUsers(FindWorkspaceUsers query) {
        return queries.ask(query, WorkspaceUserPage.class);
    }

    Receipt invite(InviteUserRequest request, OrganizationId organizationId) {
        var takesSeat = request.role().takesSeat() && !organizationId.equals(OrganizationId.OPERATOR);
        return commands.send(
                request.toCommand(organizationId, takesSeat ? organizations.licenseOf(organizationId) : null));
    }

    /** Sends a command about a user of the organization, and about no other: the aggregate refuses a foreign one as not found. */
    Receipt change(
            OrganizationId organizationId,
            String userId,
            @Nullable String reason,
            @Nullable String comment,
            BiFunction<UserId, OrganizationId, UserCommand> command) {
        return commands.send(command.apply(PathId.user(userId), organizationId), reason, comment);
    }
}
