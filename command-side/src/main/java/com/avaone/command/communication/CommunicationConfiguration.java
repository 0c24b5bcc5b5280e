package com.avaone.command.communication;

import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailAddresses;
import com.avaone.api.communication.WrittenMail;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Secret;
import com.avaone.command.kernel.personal.Concealment;
import com.avaone.command.kernel.personal.PersonalKeys;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room's parts that are no message handlers. */
@Configuration(proxyBeanMethods = false)
class CommunicationConfiguration {

    /** The processor of all that writes and forgets mail: one, so that these keep the order of the events. */
    static final String MAIL = "mail";

    /** On every node: mail is asked for where queries are answered. */
    @Bean
    WrittenMail writtenMail(CommandMemory memory) {
        return memory.outbox();
    }

    /** On every node: a suppression is found by an address where queries are answered and reports come in. */
    @Bean
    MailAddresses mailAddresses(PersonalKeys keys) {
        var concealment = new Concealment(keys);
        return address -> new MailAddressId(MailAddressId.PREFIX + concealment.of("mail.address", address.value()));
    }

    /** Whoever has a key at the mail provider has mail sent; else it stays in the outbox. */
    @Bean
    @CommandRole
    MailSender mailSender(
            @Value("${avaone.mail.resend-api-key:}") String key,
            @Value("${avaone.mail.resend-base-url:https://api.resend.com}") URI api,
            @Value("${avaone.mail.from:}") String from) {
        return key.isBlank() ? new LocalOutbox() : new ResendSender(new Secret(key.strip()), api, from);
    }
}
