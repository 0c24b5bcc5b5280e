package com.avaone.command.crm.sync;

import com.avaone.api.crm.CrmSync;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Secret;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sync's parts that are no message handlers. */
@Configuration(proxyBeanMethods = false)
class CrmSyncConfiguration {

    /** On every node: the sync is asked about where queries are answered. */
    @Bean
    CrmSync crmSync(CommandMemory memory, @Value("${avaone.outside-crm.url:}") String url) {
        return new StoredCrmSync(memory, !url.isBlank());
    }

    @Bean
    @CommandRole
    @ConditionalOnExpression("!'${avaone.outside-crm.url:}'.isBlank()")
    OutsideCrm outsideCrm(
            @Value("${avaone.outside-crm.url}") URI url, @Value("${avaone.outside-crm.token:}") String token) {
        return new HttpOutsideCrm(url, token.isBlank() ? null : new Secret(token.strip()));
    }
}
