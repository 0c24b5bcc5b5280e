package com.avaone.web.kernel;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInOrganization;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The organization that a path names, by identifier or short name. The tenant is the session's or token's: whoever is not of the operator finds
 * the own organization only, and any other is not there.
 */
@Component
public class OrganizationInPath {

    private final Identities identities;

    OrganizationInPath(Identities identities) {
        this.identities = identities;
    }

    /**
     * The organization, if {@code caller} may know that it exists.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} otherwise
     */
    public SignInOrganization find(String text, Caller caller) {
        return byIdOrSlug(text)
                .filter(found -> caller.isOfOperator() || found.organizationId().equals(caller.organizationId()))
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "There is no such organization."));
    }

    /**
     * Whose users, or whose leads, contacts and deals, if {@code caller} may know that it exists: an organization's, or, by {@link
     * OrganizationId#OPERATOR}, the operator's own, which are for its people only. A program that may manage users could make itself a system
     * admin there.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} otherwise
     */
    public OrganizationId ofUsers(String text, Caller caller) {
        return text.equals(OrganizationId.OPERATOR.value()) && caller instanceof SignedInUser && caller.isOfOperator()
                ? OrganizationId.OPERATOR
                : find(text, caller).organizationId();
    }

    /**
     * Whose events: the organization's that is named, the operator's own by {@link OrganizationId#OPERATOR}, and where none is named those of
     * the caller's organization, which for who is of the operator are all: null.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} if {@code caller} may not know that it exists
     */
    public @Nullable OrganizationId ofEvents(@Nullable String named, Caller caller) {
        var text = Text.orNull(named);
        if (text == null) {
            return caller.isOfOperator() ? null : caller.organizationId();
        }
        return caller.isOfOperator() && text.equals(OrganizationId.OPERATOR.value())
                ? OrganizationId.OPERATOR
                : find(text, caller).organizationId();
    }

    /**
     * The license that a command about the organization or its seats is for, whoever asks: a caller can name no other.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where there is no such organization, or no license for the moment after it was
     *     registered
     */
    public LicenseId licenseOf(OrganizationId organizationId) {
        return identities
                .organization(organizationId)
                .filter(found -> found.licenseStatus() != null)
                .map(SignInOrganization::licenseId)
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "There is no such license."));
    }

    /** The organization by its identifier or short name, whoever asks. */
    public Optional<SignInOrganization> byIdOrSlug(String text) {
        try {
            return identities.organization(OrganizationId.parse(text));
        } catch (InvalidValue notAnIdentifier) {
            return identities.organizationBySlug(text);
        }
    }
}
