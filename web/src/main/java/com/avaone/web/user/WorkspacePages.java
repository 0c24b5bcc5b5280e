package com.avaone.web.user;

import com.avaone.api.kernel.Rejected;
import com.avaone.api.team.TeamQuery.FindTeamUser;
import com.avaone.api.team.TeamUserView;
import com.avaone.api.team.TeamUserView.Membership;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.page.PageController;
import com.avaone.web.kernel.problem.RequestRefused;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page of whoever works in an organization: what they are there, the products that are theirs and the teams that they are in. All
 * but the teams is known in memory, so it is there while every database is down.
 */
@PageController
@Access(Audience.MEMBER)
class WorkspacePages {

    /** How long to wait for this node to hear of what the page asks for. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Identities identities;
    private final CurrentRequest request;
    private final Queries queries;

    WorkspacePages(Identities identities, CurrentRequest request, Queries queries) {
        this.identities = identities;
        this.request = request;
        this.queries = queries;
    }

    @GetMapping("/workspace/dashboard")
    String dashboard(SignedInUser signedIn, Model model) {
        request.minPosition().ifPresent(position -> identities.await(position, PATIENCE));
        // Asked before the rest, so that what is shown is at least as new as this says.
        model.addAttribute("position", identities.position());
        var user = identities
                .user(signedIn.userId())
                .orElseThrow(() -> new Rejected(UserRule.NOT_SIGNED_IN, "This needs an open session. Sign in."));
        model.addAttribute("user", user);
        model.addAttribute(
                "organization", identities.organization(user.organizationId()).orElse(null));
        model.addAttribute("products", List.copyOf(user.products()));
        model.addAttribute("teams", teams(signedIn));
        return "user/workspace";
    }

    /** The user's teams; absent while nobody can say. */
    private @Nullable List<Membership> teams(SignedInUser user) {
        try {
            return queries.ask(new FindTeamUser(user.organizationId(), user.userId()), TeamUserView.class)
                    .teams();
        } catch (RequestRefused nobodyAnswers) {
            return null;
        } catch (Rejected rejected) {
            return switch (rejected.rejection().kind()) {
                case UNAVAILABLE -> null;
                // Whoever is not among the users of teams yet is in none.
                case NOT_FOUND -> List.of();
                default -> throw rejected;
            };
        }
    }

    /** The settings of a workspace are those of the account. */
    @GetMapping("/workspace/settings")
    ResponseEntity<Void> settings() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/account"))
                .build();
    }
}
