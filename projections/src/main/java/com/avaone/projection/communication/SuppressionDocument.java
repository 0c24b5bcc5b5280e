package com.avaone.projection.communication;

import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/** An address that was suppressed once, without saying which; whether it still is, says {@link #SUPPRESSED}. */
@ReadModel(database = Database.MAIN, collection = SuppressionDocument.COLLECTION, indexes = "suppressed,since,_id")
public final class SuppressionDocument {

    public static final String COLLECTION = "mail_suppressions";

    public static final String ID = "_id";
    public static final String SUPPRESSED = "suppressed";
    public static final String SINCE = "since";

    static final String CAUSE = "cause";
    static final String MAIL_ID = "mailId";

    /** Name of the one stream that feeds the document. */
    static final String SOURCE = "mail-address";

    private SuppressionDocument() {}

    /** The address concerned. */
    public static MailAddressId addressId(Document document) {
        return new MailAddressId(Objects.requireNonNull(document.getString(ID), ID));
    }

    /** Why nothing is sent to it. */
    public static SuppressionCause cause(Document document) {
        return SuppressionCause.valueOf(Objects.requireNonNull(document.getString(CAUSE), CAUSE));
    }

    /** Since when nothing is sent to it. */
    public static Instant since(Document document) {
        return Objects.requireNonNull(document.getDate(SINCE), SINCE).toInstant();
    }

    /** The mail that led to it, if that is known. */
    public static Optional<MailId> mailId(Document document) {
        return Optional.ofNullable(document.getString(MAIL_ID)).map(MailId::new);
    }
}
