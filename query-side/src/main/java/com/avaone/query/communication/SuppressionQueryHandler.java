package com.avaone.query.communication;

import com.avaone.api.communication.CommunicationQuery.FindSuppression;
import com.avaone.api.communication.CommunicationQuery.FindSuppressions;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailAddresses;
import com.avaone.api.communication.MailView;
import com.avaone.api.communication.SuppressionPage;
import com.avaone.api.communication.SuppressionView;
import com.avaone.api.communication.WrittenMail;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.communication.SuppressionDocument;
import com.avaone.projection.kernel.Databases;
import com.avaone.query.kernel.ListOrder;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.ReadsFrom;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from the suppressions, which do not say an address; it is read from the mail that led to one, as long as that is kept. */
@Component
@QueryRole
class SuppressionQueryHandler {

    private static final int MAX_LIMIT = 100;

    private static final ListOrder LAST_FIRST = new ListOrder("SINCE", SuppressionDocument.SINCE, true, true);

    private final Databases databases;
    private final MailAddresses addresses;
    private final WrittenMail mail;

    SuppressionQueryHandler(Databases databases, MailAddresses addresses, WrittenMail mail) {
        this.databases = databases;
        this.addresses = addresses;
        this.mail = mail;
    }

    @QueryHandler
    @ReadsFrom("suppression")
    SuppressionPage handle(FindSuppressions query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var filter = new Document(SuppressionDocument.SUPPRESSED, true);
        if (query.address() != null) {
            filter.append(
                    SuppressionDocument.ID, addresses.idOf(query.address()).value());
        }
        var page = LAST_FIRST.page(
                databases.main().getCollection(SuppressionDocument.COLLECTION), filter, query.cursor(), limit);
        return new SuppressionPage(
                page.items().stream().map(found -> view(found, query.address())).toList(), page.next());
    }

    @QueryHandler
    @ReadsFrom("suppression")
    SuppressionView handle(FindSuppression query) {
        var filter = new Document(SuppressionDocument.ID, query.addressId().value())
                .append(SuppressionDocument.SUPPRESSED, true);
        return Optional.ofNullable(databases
                        .main()
                        .getCollection(SuppressionDocument.COLLECTION)
                        .find(filter)
                        .first())
                .map(found -> view(found, null))
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND,
                        "There is no address %s that is suppressed.".formatted(query.addressId())));
    }

    private SuppressionView view(Document found, @Nullable EmailAddress asked) {
        var addressId = SuppressionDocument.addressId(found);
        var kept = SuppressionDocument.mailId(found).flatMap(mail::find).filter(one -> isTo(addressId, one));
        return new SuppressionView(
                addressId,
                asked == null ? kept.map(MailView::to).orElse(null) : asked,
                SuppressionDocument.cause(found),
                SuppressionDocument.since(found),
                kept.map(MailView::mailId).orElse(null));
    }

    /** Which mail a report is about says whoever sent the report. */
    private boolean isTo(MailAddressId addressId, MailView mail) {
        return addresses.idOf(mail.to()).equals(addressId);
    }
}
