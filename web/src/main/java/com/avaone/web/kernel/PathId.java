package com.avaone.web.kernel;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.TokenId;
import com.avaone.api.communication.MailId;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamId;

/** Identifiers in the path of an address. One that is badly formed names nothing: it is not found, like one that nobody has. */
public final class PathId {

    private PathId() {}

    /**
     * The organization that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static OrganizationId organization(String text) {
        try {
            return OrganizationId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no organization %s.".formatted(shortened(text)));
        }
    }

    /**
     * The user that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static UserId user(String text) {
        try {
            return UserId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no user %s.".formatted(shortened(text)));
        }
    }

    /**
     * The API client that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static ClientId client(String text) {
        try {
            return ClientId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no API client %s.".formatted(shortened(text)));
        }
    }

    /**
     * The token of an API client that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static TokenId token(String text) {
        try {
            return TokenId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no token %s.".formatted(shortened(text)));
        }
    }

    /**
     * The team that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static TeamId team(String text) {
        try {
            return TeamId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no team %s.".formatted(shortened(text)));
        }
    }

    /**
     * The mail that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static MailId mail(String text) {
        try {
            return MailId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no mail %s.".formatted(shortened(text)));
        }
    }

    /**
     * The lead that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static LeadId lead(String text) {
        try {
            return LeadId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no lead %s.".formatted(shortened(text)));
        }
    }

    /**
     * The contact that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static ContactId contact(String text) {
        try {
            return ContactId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no contact %s.".formatted(shortened(text)));
        }
    }

    /**
     * The deal that a path names.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} where it has not the form of one
     */
    public static DealId deal(String text) {
        try {
            return DealId.parse(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no deal %s.".formatted(shortened(text)));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
