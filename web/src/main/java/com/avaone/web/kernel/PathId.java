package com.avaone.web.kernel;

import com.avaone.api.asset.AssetId;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.TokenId;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailId;
import com.avaone.api.content.ContentId;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamId;
import com.avaone.api.webhook.WebhookId;
import java.util.function.Function;

/** Identifiers in the path of an address. One that is badly formed names nothing: it is refused as {@link KernelRule#NOT_FOUND}, like one that nobody has. */
public final class PathId {

    private PathId() {}

    /** The organization that a path names. */
    public static OrganizationId organization(String text) {
        return parsed(text, OrganizationId::parse, "organization");
    }

    /** The user that a path names. */
    public static UserId user(String text) {
        return parsed(text, UserId::parse, "user");
    }

    /** The API client that a path names. */
    public static ClientId client(String text) {
        return parsed(text, ClientId::parse, "API client");
    }

    /** The token of an API client that a path names. */
    public static TokenId token(String text) {
        return parsed(text, TokenId::parse, "token");
    }

    /** The webhook endpoint that a path names. */
    public static WebhookId webhook(String text) {
        return parsed(text, WebhookId::parse, "webhook endpoint");
    }

    /** The team that a path names. */
    public static TeamId team(String text) {
        return parsed(text, TeamId::parse, "team");
    }

    /** The mail that a path names. */
    public static MailId mail(String text) {
        return parsed(text, MailId::parse, "mail");
    }

    /** The mail address that a path names. */
    public static MailAddressId mailAddress(String text) {
        return parsed(text, MailAddressId::parse, "address");
    }

    /** The lead that a path names. */
    public static LeadId lead(String text) {
        return parsed(text, LeadId::parse, "lead");
    }

    /** The contact that a path names. */
    public static ContactId contact(String text) {
        return parsed(text, ContactId::parse, "contact");
    }

    /** The deal that a path names. */
    public static DealId deal(String text) {
        return parsed(text, DealId::parse, "deal");
    }

    /** The asset that a path names. */
    public static AssetId asset(String text) {
        return parsed(text, AssetId::parse, "picture");
    }

    /** The part of the site that a path names. */
    public static ContentId content(String text) {
        return parsed(text, ContentId::parse, "content");
    }

    /** The saved quote that a path names. */
    public static QuoteId quote(String text) {
        return parsed(text, QuoteId::parse, "quote");
    }

    /** The version of the catalogue that a path names. */
    public static int catalogueVersion(String text) {
        return parsed(text, PathId::number, "version");
    }

    /** The revision that a path names. */
    public static int revision(String text) {
        return parsed(text, PathId::number, "revision");
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new InvalidValue("path", "must name a number");
        }
        return Integer.parseInt(text);
    }

    private static <T> T parsed(String text, Function<String, T> parser, String what) {
        try {
            return parser.apply(text);
        } catch (InvalidValue _) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no %s %s.".formatted(what, shortened(text)));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
