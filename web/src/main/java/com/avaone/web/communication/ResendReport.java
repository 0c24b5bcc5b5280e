package com.avaone.web.communication;

import com.avaone.api.communication.BounceKind;
import com.avaone.api.communication.CommunicationCommand;
import com.avaone.api.communication.CommunicationCommand.ReportBounce;
import com.avaone.api.communication.CommunicationCommand.ReportComplaint;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailAddresses;
import com.avaone.api.communication.MailId;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.InvalidValue;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Resend tells of a mail. Of all that it tells only what concerns addresses is read; its own words about a bounce are left out, because
 * they hold the address.
 *
 * @param reportId by which Resend knows this message, however often it sends it
 */
record ResendReport(String reportId, JsonNode message) {

    /** The tag under which a mail takes its identifier along. */
    private static final String MAIL_ID = "mail_id";

    private static final int MOST_RECIPIENTS = 50;

    /** What is to be noted of it; nothing where it tells of something else. */
    List<CommunicationCommand> toCommands(MailAddresses addresses) {
        return recipients()
                .map(addresses::idOf)
                .distinct()
                .flatMap(addressId -> toCommand(addressId).stream())
                .toList();
    }

    private List<CommunicationCommand> toCommand(MailAddressId addressId) {
        return switch (message.path("type").asString("")) {
            case "email.bounced" -> List.of(new ReportBounce(addressId, reportId, mailId(), kind()));
            case "email.complained" -> List.of(new ReportComplaint(addressId, reportId, mailId()));
            default -> List.of();
        };
    }

    /** Where it is not sure that nobody takes mail there, the next mail may try. */
    private BounceKind kind() {
        return switch (message.path("data").path("bounce").path("type").asString("Permanent")) {
            case "Permanent" -> BounceKind.PERMANENT;
            default -> BounceKind.TRANSIENT;
        };
    }

    private Stream<EmailAddress> recipients() {
        var to = message.path("data").path("to");
        var texts = to.isArray() ? to.valueStream() : Stream.of(to);
        return texts.limit(MOST_RECIPIENTS).flatMap(text -> {
            try {
                return Stream.of(EmailAddress.parse("to", text.asString("")));
            } catch (InvalidValue _) {
                return Stream.empty();
            }
        });
    }

    private @Nullable MailId mailId() {
        try {
            return MailId.parse(message.path("data").path("tags").path(MAIL_ID).asString(""));
        } catch (InvalidValue _) {
            return null; // a mail that the account at Resend sent for somebody else
        }
    }
}
