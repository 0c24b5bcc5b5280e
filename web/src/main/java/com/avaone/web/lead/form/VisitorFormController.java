package com.avaone.web.lead.form;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The forms of the public site. */
@RestController
@Access(Audience.PUBLIC)
@Tag(
        name = "Forms",
        description =
                "By which visitors reach the operator of the suite. What they send becomes a lead; the address gets a mail by which it is confirmed.")
class VisitorFormController {

    private final VisitorForms forms;

    VisitorFormController(VisitorForms forms) {
        this.forms = forms;
    }

    /**
     * What a visitor is told, whoever it is.
     *
     * @param reference by which people speak of what was sent
     */
    @Schema(name = "SentForm")
    record Sent(@Schema(example = "7K3MQ-9DXPA") String reference) {}

    @PostMapping("/api/send-contact-form")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Write to the operator")
    @ApiResponse(responseCode = "201", description = "Received")
    Sent contact(@Valid @RequestBody ContactFormRequest body) {
        return new Sent(forms.send(body));
    }

    @PostMapping("/api/send-meeting-request")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Ask the operator for a meeting")
    @ApiResponse(responseCode = "201", description = "Received")
    @ApiResponse(responseCode = "400", description = "`meeting-past`, `invalid-request`, `invalid-value`")
    Sent meeting(@Valid @RequestBody MeetingFormRequest body) {
        return new Sent(forms.send(body));
    }

    @PostMapping("/api/send-pricing-inquiry")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Ask the operator for a price",
            description =
                    "What the selection costs by the version of the catalogue that was seen is kept with the lead.")
    @ApiResponse(responseCode = "201", description = "Received")
    @ApiResponse(responseCode = "404", description = "`not-found`: there is no such quote")
    @ApiResponse(
            responseCode = "409",
            description = "`catalogue-outdated`: the prices have changed meanwhile; `quote-expired`")
    @ApiResponse(responseCode = "422", description = "`not-in-catalogue`, `not-sold-so`, `seats-not-possible`")
    Sent pricing(@Valid @RequestBody PricingInquiryRequest body) {
        return new Sent(forms.send(body));
    }
}
