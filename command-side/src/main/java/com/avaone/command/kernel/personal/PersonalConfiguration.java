package com.avaone.command.kernel.personal;

import com.avaone.api.kernel.PersonalSeal;
import com.avaone.command.kernel.memory.CommandMemory;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of personal data. Every node has them, because every node reads events. */
@Configuration(proxyBeanMethods = false)
class PersonalConfiguration {

    @Bean
    PersonalKeys personalKeys(
            CommandMemory memory,
            Clock clock,
            @Value("${avaone.master-key:}") String given,
            @Value("${avaone.master-key-previous:}") String previous,
            @Value("${avaone.data-dir:./data}") Path dataDirectory) {
        var vault = memory.credentialVault();
        var master = given.isBlank()
                ? new MasterKeyFile(dataDirectory)
                        .read(vault.all(PersonalKeys.KIND).isEmpty())
                : parse("AVAONE_MASTER_KEY", given);
        return new PersonalKeys(
                vault, clock, master, previous.isBlank() ? null : parse("AVAONE_MASTER_KEY_PREVIOUS", previous));
    }

    private static MasterKey parse(String setting, String value) {
        try {
            return MasterKey.parse(value.strip());
        } catch (IllegalArgumentException _) {
            throw new MasterKeyRefused("%s must be the base64 of 32 bytes.".formatted(setting));
        }
    }

    @Bean
    PersonalSeal personalSeal(PersonalKeys keys) {
        return new KeyedSeal(keys);
    }
}
