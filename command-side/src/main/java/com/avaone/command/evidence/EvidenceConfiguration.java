package com.avaone.command.evidence;

import com.avaone.api.evidence.EvidenceLog;
import com.avaone.api.evidence.OrganizationDocuments;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.command.kernel.eventstore.StoredLog;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.EvidenceTrees;
import com.avaone.evidence.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The evidence log, on every node: whoever answers shows it. */
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {

    private static final Duration BUNDLE_PATIENCE = Duration.ofSeconds(20);

    @Bean
    SigningKey evidenceSigningKey(
            CommandMemory memory, PersonalSeal seal, @Value("${avaone.evidence.key-name:1}") String name) {
        return SigningKeys.of(name, memory.credentialVault(), seal);
    }

    @Bean
    Checkpoints evidenceCheckpoints(
            StoredLog log,
            EvidenceTrees trees,
            SigningKey key,
            Clock clock,
            @Value("${avaone.evidence.checkpoint-file:}") String file,
            @Value("${avaone.data-dir:./data}") Path dataDirectory,
            @Value("${avaone.evidence.interval:1m}") Duration interval) {
        var target = file.isBlank() ? directory(dataDirectory).resolve("checkpoints") : Path.of(file);
        return new Checkpoints(new TreeGrowth(log, trees), trees, key, new CheckpointFile(target), clock, interval);
    }

    private static Path directory(Path dataDirectory) {
        return dataDirectory.resolve("evidence");
    }

    @Bean
    EvidenceLog evidenceLog(
            StoredLog log,
            EvidenceTrees trees,
            Checkpoints checkpoints,
            OrganizationDocuments documents,
            SigningKey key,
            Clock clock,
            @Value("${avaone.data-dir:./data}") Path dataDirectory) {
        var unfinished = directory(dataDirectory).resolve("unfinished");
        Spool.forgetUnfinished(unfinished);
        var bundles = new Bundles(log, trees, checkpoints, documents, key, clock, unfinished, BUNDLE_PATIENCE);
        return new KeptEvidenceLog(log, trees, checkpoints, bundles, key.verifier());
    }

    @Bean
    EvidenceWork evidenceWork(Checkpoints checkpoints) {
        return new EvidenceWork(checkpoints);
    }

    /** The bean's name makes it the component {@code evidence}. */
    @Bean
    EvidenceHealth evidenceHealthIndicator(Checkpoints checkpoints) {
        return new EvidenceHealth(checkpoints);
    }
}
