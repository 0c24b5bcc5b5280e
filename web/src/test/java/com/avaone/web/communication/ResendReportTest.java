package com.avaone.web.communication;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.communication.BounceKind;
import com.avaone.api.communication.CommunicationCommand;
import com.avaone.api.communication.CommunicationCommand.ReportBounce;
import com.avaone.api.communication.CommunicationCommand.ReportComplaint;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ResendReportTest {

    private static final MailId MAIL = MailId.random();
    private static final MailAddressId ASHA = new MailAddressId("adr_asha@acme.example");

    private static List<CommunicationCommand> read(String message) {
        return new ResendReport("msg_1", JsonMapper.shared().readTree(message))
                .toCommands(address -> new MailAddressId("adr_" + address));
    }

    @ParameterizedTest
    @CsvSource({"Permanent, PERMANENT", "Transient, TRANSIENT", "Undetermined, TRANSIENT"})
    void tellsOfAMailThatCameBack(String type, BounceKind kind) {
        var commands = read("""
                {"type": "email.bounced", "created_at": "2026-11-22T23:41:12.126Z",
                 "data": {"email_id": "56761188-7520-42d8-8898-ff6fc54ce618", "from": "Suite <mail@suite.example>",
                  "to": ["Asha@acme.example"], "subject": "Your invitation", "created_at": "2026-11-22T23:41:11.894719+00:00",
                  "bounce": {"message": "smtp; 550 <asha@acme.example> unknown", "subType": "General", "type": "%s"},
                  "tags": {"mail_id": "%s"}}}""".formatted(type, MAIL));

        assertThat(commands).containsExactly(new ReportBounce(ASHA, "msg_1", MAIL, kind));
    }

    @Test
    void tellsOfAMailThatIsUnwanted() {
        assertThat(read("""
                {"type": "email.complained", "data": {"to": ["asha@acme.example", "asha@acme.example"]}}""")).containsExactly(new ReportComplaint(ASHA, "msg_1", null));
    }

    @Test
    void isAboutEveryRecipientThatItNames() {
        assertThat(read("""
                {"type": "email.bounced", "data": {"to": ["asha@acme.example", "nobody", 7, null, "mina@acme.example"]}}"""))
                .extracting(CommunicationCommand::addressId)
                .containsExactly(ASHA, new MailAddressId("adr_mina@acme.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"email.delivered\", \"data\": {\"to\": [\"asha@acme.example\"]}}",
                "{\"type\": \"email.bounced\", \"data\": {\"to\": []}}",
                "{\"type\": \"email.bounced\"}",
                "{\"data\": {\"to\": [\"asha@acme.example\"]}}",
                "{\"type\": {}, \"data\": []}",
                "[]",
                "7"
            })
    void isPassedOverWhereItTellsOfSomethingElse(String message) {
        assertThat(read(message)).isEmpty();
    }
}
