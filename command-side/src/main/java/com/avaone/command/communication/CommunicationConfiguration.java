package com.avaone.command.communication;

import com.avaone.api.communication.WrittenMail;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
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

    @Bean
    @CommandRole
    MailSender mailSender() {
        return new LocalOutbox();
    }
}
