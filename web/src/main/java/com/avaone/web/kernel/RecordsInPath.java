package com.avaone.web.kernel;

import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What the APIs of leads, contacts and deals do alike: they ask and command about the records that a path names, whose a message that {@link
 * ConcernsRecords} is about is said by what its sender may do at this moment, and what came of a command is answered as the sender may see
 * it. Nothing of a request says whose; where the message is handled, a wider one than its sender may send is refused.
 */
@Component
public class RecordsInPath {

    private final Commands commands;
    private final Queries queries;
    private final OrganizationInPath organizations;
    private final Identities identities;
    private final Answers answers;

    RecordsInPath(
            Commands commands,
            Queries queries,
            OrganizationInPath organizations,
            Identities identities,
            Answers answers) {
        this.commands = commands;
        this.queries = queries;
        this.organizations = organizations;
        this.identities = identities;
        this.answers = answers;
    }

    /**
     * One of leads, contacts and deals.
     *
     * @param path the word for them in a path
     * @param inPath reads an identifier in a path
     * @param find makes the query for one of them
     */
    public record Kind<I, V>(String path, Function<String, I> inPath, Find<I> find, Class<V> view) {}

    /** Makes the query for one record. */
    @FunctionalInterface
    public interface Find<I> {

        /** The query, about the records of {@code ownedBy} where that is given, else about everybody's. */
        Object of(OrganizationId organizationId, @Nullable UserId ownedBy, I id);
    }

    /** Makes the command that changes one record. */
    @FunctionalInterface
    public interface Change<I> {

        /** The command, about the records of {@code ownedBy} where that is given, else about everybody's. */
        TenantCommand of(I id, OrganizationId organizationId, @Nullable UserId ownedBy);
    }

    /** Whose records a path is about, if {@code user} may know of it. */
    public OrganizationId organization(String organizationId, SignedInUser user) {
        return organizations.ofUsers(organizationId, user);
    }

    /** Asks about as many records as {@code user} may read. */
    public <T> T ask(
            String organizationId,
            SignedInUser user,
            BiFunction<OrganizationId, @Nullable UserId, ?> query,
            Class<T> answer) {
        return queries.ask(query.apply(organization(organizationId, user), readable(user)), answer);
    }

    /** One record that {@code user} may read. */
    public <I, V> V find(Kind<I, V> kind, String organizationId, String id, SignedInUser user) {
        return ask(
                organizationId,
                user,
                (of, owner) -> kind.find().of(of, owner, kind.inPath().apply(id)),
                kind.view());
    }

    /** Changes one record, for a reason where there is one, and answers as {@link Answers#done} does. */
    public <I> ResponseEntity<Object> change(
            Kind<I, ?> kind,
            String organizationId,
            String id,
            SignedInUser user,
            @Nullable Reason why,
            Change<I> change) {
        var organization = organization(organizationId, user);
        var inPath = kind.inPath().apply(id);
        var command = change.of(inPath, organization, ownedBy(user, Permission.CHANGE_IN_CRM));
        var receipt = why == null ? commands.send(command) : commands.send(command, why.reason(), why.comment());
        return answers.done(receipt, position -> find(kind, organization, inPath, user, position));
    }

    /** As above, where no reason is asked for. */
    public <I> ResponseEntity<Object> change(
            Kind<I, ?> kind, String organizationId, String id, SignedInUser user, Change<I> change) {
        return change(kind, organizationId, id, user, null, change);
    }

    /**
     * Answers that a record was made, as {@link Answers#created} does. A repeated request answers the first one's receipt: the record is the
     * receipt's.
     */
    public <I> ResponseEntity<Object> created(
            Kind<I, ?> kind, OrganizationId organizationId, Receipt receipt, SignedInUser user) {
        var id = kind.inPath().apply(receipt.id());
        return answers.created(
                receipt,
                "/api/organizations/%s/%s/%s".formatted(organizationId, kind.path(), id),
                position -> find(kind, organizationId, id, user, position));
    }

    private <I, V> V find(Kind<I, V> kind, OrganizationId organizationId, I id, SignedInUser user, long minPosition) {
        return queries.ask(kind.find().of(organizationId, readable(user), id), kind.view(), minPosition);
    }

    private @Nullable UserId readable(SignedInUser user) {
        return ownedBy(user, Permission.READ_CRM);
    }

    /** The user to whose own records the permission is limited; absent where it reaches everybody's. */
    private @Nullable UserId ownedBy(SignedInUser user, Permission permission) {
        var known = identities.user(user.userId()).orElse(null);
        return known == null ? user.userId() : Authorization.ownedBy(known, permission);
    }
}
