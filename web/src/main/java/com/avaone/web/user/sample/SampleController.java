package com.avaone.web.user.sample;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.user.OpenedSessions;
import com.avaone.web.user.SignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API for trying the suite out. */
@RestController
@RequestMapping("/api")
@Tag(
        name = "Trying out",
        description =
                "In development only, and for callers on the machine itself: test data, and sessions of sample users.")
class SampleController {

    private final TestData testData;
    private final SampleUsers users;
    private final OrganizationInPath organizations;
    private final SignIn signIn;
    private final OpenedSessions opening;
    private final Commands commands;

    SampleController(
            TestData testData,
            SampleUsers users,
            OrganizationInPath organizations,
            SignIn signIn,
            OpenedSessions opening,
            Commands commands) {
        this.testData = testData;
        this.users = users;
        this.organizations = organizations;
        this.signIn = signIn;
        this.opening = opening;
        this.commands = commands;
    }

    /**
     * As whom to sign in.
     *
     * @param bearer whether to answer a token for a program instead of setting a cookie
     */
    @Schema(name = "DebugLoginRequest")
    record LoginRequest(
            @Schema(example = "crm-manager") @NotNull SampleRole role,

            @Schema(example = "sample-trading", description = "Identifier or short name; the test data's where absent")
            @Size(max = 60)
            @Nullable
            String organization,

            @Schema(example = "true") @Nullable Boolean bearer) {}

    @PostMapping("/debug-login")
    @Access(value = Audience.PUBLIC, devOnly = true)
    @Operation(
            summary = "Sign in as a sample user",
            description = "By its role, without a password. Only sample users can be signed in so, never anybody else.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`: the sample user was not made")
    OpenedSessions.Answer signIn(
            @Valid @RequestBody LoginRequest body, HttpServletRequest request, HttpServletResponse response) {
        var opened = signIn.open(testData.user(body.role(), body.organization()), null);
        return opening.answer(opened, body.bearer(), request, response);
    }

    @GetMapping("/setup-test-data")
    @Access(value = Audience.PUBLIC, devOnly = true)
    @Operation(summary = "Say which test data there is", description = "Changes nothing.")
    TestData.Report report() {
        return testData.report();
    }

    @PostMapping("/setup-test-data")
    @Access(value = Audience.PUBLIC, devOnly = true)
    @Operation(
            summary = "Make the test data",
            description = "Two organizations and a user of each role. However often it is asked, they are made once.")
    TestData.Report make() {
        return testData.make();
    }

    @DeleteMapping("/setup-test-data")
    @Access(value = Audience.PUBLIC, devOnly = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Remove the test data",
            description = "The organizations are deleted without a grace period, the operator's sample users erased.")
    void remove() {
        testData.remove();
    }

    /**
     * Which sample users to add.
     *
     * @param roles all that an organization has where absent
     */
    @Schema(name = "AddSampleUsersRequest")
    record AddRequest(
            @Schema(example = "northwind-labs", description = "Identifier or short name") @NotBlank @Size(max = 60)
            String organization,

            @Schema(example = "[\"admin\", \"crm-manager\"]") @Size(max = 20) @Nullable
            List<@NotNull SampleRole> roles) {}

    @PostMapping("/add-sample-users")
    @Access(value = Audience.SYSTEM_ADMIN, devOnly = true)
    @Operation(
            summary = "Add sample users to an organization",
            description = "Those who are there stay as they are. Who finds no seat is named in `left`.")
    SampleUsers.Added add(@Valid @RequestBody AddRequest body, SignedInUser user) {
        var organizationId = organizations.find(body.organization(), user).organizationId();
        var roles = SampleRole.ofOrganization().stream()
                .filter(role -> body.roles() == null || body.roles().contains(role))
                .toList();
        return users.ensure(organizationId, roles, commands::sendUnkeyed);
    }
}
