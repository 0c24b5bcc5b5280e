package com.avaone.projection.user;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.api.user.UserView.Passkey;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A user in the database of the organization that the account is in; the operator's users are in the operator's.
 *
 * <p>The fields of the founding document's schemas of users are here under these names: {@code id} is {@code _id}; {@code email},
 * {@code organizationId}, {@code role}, {@code createdAt} and {@code updatedAt} keep theirs; {@code accountId}, {@code firstName},
 * {@code lastName}, {@code department} and {@code position} are in {@code profile}; {@code isActive} is the {@code state} ACTIVE; the
 * {@code organizationName} stands once beside them, in {@link OrganizationNameDocument}. {@code password} has no place in any read model.
 */
@ReadModel(
        database = Database.TENANT,
        collection = UserDocument.COLLECTION,
        indexes = {
            // The list is by address, and always of some states.
            "state,email,_id",
            "state,role,email,_id",
            "state,products,email,_id"
        })
public final class UserDocument {

    public static final String COLLECTION = "users";

    public static final String ID = "_id";
    public static final String ORGANIZATION_ID = "organizationId";
    public static final String EMAIL = "email";
    public static final String PROFILE = "profile";
    /** First and last name in lower case, because collation is not everywhere: for search. */
    public static final String NAME_LOWER = "nameLower";

    public static final String STATE = "state";
    public static final String ROLE = "role";
    public static final String SERVICE_ROLES = "serviceRoles";
    public static final String PRODUCTS = "products";
    public static final String PLAN = "plan";
    public static final String SECOND_FACTOR = "secondFactor";
    /** One document for each passkey under its identifier, which holds letters, digits, hyphens and underscores. */
    public static final String PASSKEYS = "passkeys";

    public static final String LOCKED_UNTIL = "lockedUntil";
    /** There while only mail opens the account: no database knows an instant without end. */
    public static final String SHUT = "shut";

    public static final String ACCESS_UNTIL = "accessUntil";
    public static final String INVITATION_EXPIRES_AT = "invitationExpiresAt";
    public static final String LAST_SIGN_IN_AT = "lastSignInAt";
    public static final String CREATED_AT = "createdAt";
    public static final String UPDATED_AT = "updatedAt";

    /** Name of the one stream that feeds the document. */
    public static final String SOURCE = "user";

    private static final String SEQUENCES = "sequences";

    private UserDocument() {}

    /** What the document shows. */
    public static UserView view(Document document) {
        return new UserView(
                new UserId(text(document, ID)),
                new OrganizationId(text(document, ORGANIZATION_ID)),
                document.containsKey(EMAIL) ? new EmailAddress(text(document, EMAIL)) : EmailAddress.ERASED,
                profile(document.get(PROFILE, Document.class)),
                UserState.valueOf(text(document, STATE)),
                Role.valueOf(text(document, ROLE)),
                serviceRoles(child(document, SERVICE_ROLES)),
                products(document),
                document.getString(PLAN) == null ? null : new PlanId(text(document, PLAN)),
                document.getBoolean(SECOND_FACTOR, false),
                passkeys(document.get(PASSKEYS, Document.class)),
                document.getBoolean(SHUT, false) ? Instant.MAX : instant(document, LOCKED_UNTIL),
                instant(document, ACCESS_UNTIL),
                instant(document, INVITATION_EXPIRES_AT),
                instant(document, LAST_SIGN_IN_AT),
                Objects.requireNonNull(instant(document, CREATED_AT)),
                Objects.requireNonNull(instant(document, UPDATED_AT)),
                ((Number) Objects.requireNonNull(child(document, SEQUENCES).get(SOURCE))).longValue());
    }

    private static UserProfile profile(@Nullable Document profile) {
        return profile == null
                ? UserProfile.EMPTY
                : new UserProfile(
                        profile.getString("firstName"),
                        profile.getString("lastName"),
                        profile.getString("department"),
                        profile.getString("position"),
                        profile.getString("accountId"));
    }

    private static ServiceRoles serviceRoles(Document roles) {
        var crm = roles.getString("crm");
        var pingora = roles.getString("pingora");
        return new ServiceRoles(
                roles.getBoolean("billing", false),
                crm == null ? null : CrmRole.valueOf(crm),
                pingora == null ? null : PingoraRole.valueOf(pingora));
    }

    private static Set<ProductId> products(Document document) {
        var products = new LinkedHashSet<ProductId>();
        document.getList(PRODUCTS, String.class, List.of()).forEach(product -> products.add(new ProductId(product)));
        return products;
    }

    private static List<Passkey> passkeys(@Nullable Document passkeys) {
        return passkeys == null
                ? List.of()
                : passkeys.keySet().stream()
                        .map(id -> passkey(id, child(passkeys, id)))
                        .sorted(Comparator.comparing(Passkey::addedAt).thenComparing(Passkey::passkeyId))
                        .toList();
    }

    private static Passkey passkey(String passkeyId, Document passkey) {
        return new Passkey(
                passkeyId,
                text(passkey, "name"),
                Objects.requireNonNull(instant(passkey, "addedAt"), "addedAt"),
                instant(passkey, "lastUsedAt"));
    }

    private static Document child(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Document.class), field);
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    @SuppressWarnings("JavaUtilDate") // what the database's driver answers
    private static @Nullable Instant instant(Document document, String field) {
        return document.get(field) instanceof Date date ? date.toInstant() : null;
    }
}
