package com.avaone.web.communication;

import com.avaone.api.communication.MailAddresses;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.AvaoneProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the mail provider reports what became of mails. Whoever calls proves by a signature to be it. */
@RestController
@Access(Audience.PUBLIC)
@Tag(name = "Webhooks", description = "What other services tell the suite.")
class ResendWebhookController {

    private static final String AUTOMATION = "resend-webhook";
    private static final String REASON = "reported by the mail provider";

    /** Neither repeated keys nor anything else that two readers could understand in two ways. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final @Nullable WebhookSignature signature;
    private final MailAddresses addresses;
    private final Commands commands;
    private final Clock clock;

    ResendWebhookController(AvaoneProperties properties, MailAddresses addresses, Commands commands, Clock clock) {
        var secret = properties.mail().resendWebhookSecret();
        this.signature = secret == null ? null : new WebhookSignature(secret.reveal());
        this.addresses = addresses;
        this.commands = commands;
        this.clock = clock;
    }

    @PostMapping("/api/webhooks/resend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Report what became of a mail",
            description =
                    "For Resend: `email.bounced` and `email.complained` are noted, and nothing is sent to an address any more that takes no "
                            + "mail or called one unwanted; everything else is passed over. The same message counts once. Signed as the "
                            + "Standard Webhooks specification says, at most five minutes ago.")
    @ApiResponse(responseCode = "204", description = "Noted, or nothing to note")
    @ApiResponse(responseCode = "401", description = "`signature-not-valid`")
    @ApiResponse(responseCode = "404", description = "`no-such-route`: no secret for webhooks is set")
    void report(
            @RequestHeader(name = "svix-id", defaultValue = "") String id,
            @RequestHeader(name = "svix-timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "svix-signature", defaultValue = "") String signatures,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(
                                                            type = "object",
                                                            example =
                                                                    "{\"type\":\"email.bounced\",\"data\":{\"to\":[\"mina@northwind.example\"]}}")))
                    @RequestBody
                    byte[] body) {
        if (signature == null) {
            throw new RequestRefused(HttpRule.NO_SUCH_ROUTE, "No webhooks of a mail provider are expected here.");
        }
        if (id.isEmpty() || !signature.isRight(id, timestamp, signatures, body, clock.instant())) {
            throw new RequestRefused(
                    HttpRule.SIGNATURE_NOT_VALID,
                    "The message is not signed by who knows the secret, or was not signed just now.");
        }
        new ResendReport(id, read(body))
                .toCommands(addresses)
                .forEach(command -> commands.sendUnkeyedAsSuite(AUTOMATION, REASON, command));
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException failure) {
            throw new RequestRefused(HttpRule.MALFORMED_JSON, "The body cannot be read as JSON.");
        }
    }
}
