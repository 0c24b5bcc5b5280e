package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Forms of visitors where nobody is asked to confirm an address. */
@WebFloor
@TestPropertySource(properties = "AVAONE_DOUBLE_OPT_IN=false")
class WithoutDoubleOptInTest {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private FakeBus bus;

    @BeforeEach
    void reset() {
        bus.reset();
        bus.accept(new Receipt(LeadId.random().value(), 0, Samples.POSITION));
    }

    @Test
    void nobodyIsAskedToConfirmAnAddress() {
        assertThat(mvc.post()
                        .uri("/api/send-contact-form")
                        .header(HttpHeaders.AUTHORIZATION, "")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"name": "Mina Okafor", "email": "mina@northwind.example", "message": "Which one?"}"""))
                .hasStatus(201);

        assertThat(((CaptureLead) bus.command().payload()).asksConfirmation()).isFalse();
    }

    @Test
    void thePagesPromiseTheReferenceOnly() {
        for (var page : new String[] {"/contacts", "/contacts/meeting"}) {
            assertThat(mvc.get().uri(page).header(HttpHeaders.AUTHORIZATION, ""))
                    .hasStatus(200)
                    .bodyText()
                    .contains("You get a mail with your reference number.")
                    .doesNotContain("you confirm");
        }
        assertThat(mvc.get().uri("/contacts/thanks?reference=7K3MQ-9DXPA").header(HttpHeaders.AUTHORIZATION, ""))
                .bodyText()
                .contains("somebody will answer you", "7K3MQ-9DXPA")
                .doesNotContain("confirm your address");
    }
}
