package com.avaone.projection.kernel;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The processors of events as beans; see {@link ProcessorSettings} for their settings. */
@Configuration(proxyBeanMethods = false)
class ProcessorsConfiguration {

    /** Who claims tokens on the embedded server: the same after a restart, since no other process can reach it. */
    private static final String ONLY_NODE = "embedded";

    @Bean
    Advances advances(Clock clock) {
        return new Advances(clock);
    }

    @Bean
    TokensAfterDocuments tokenStore(
            Databases databases, Clusters clusters, TenantDocuments documents, Advances advances) {
        return new TokensAfterDocuments(databases, clusters.isEmbedded() ? ONLY_NODE : null, documents, advances);
    }

    /** Also the module that tells Axon how processors are made. */
    @Bean
    Processors processors(
            TokensAfterDocuments tokens,
            TenantDocuments documents,
            Databases databases,
            Rebuilds rebuilds,
            Advances advances,
            Clusters clusters,
            Environment settings,
            Clock clock) {
        return new Processors(
                tokens,
                documents,
                databases,
                rebuilds,
                advances,
                ProcessorSettings.from(settings, clusters.isEmbedded()),
                clock);
    }

    @Bean
    Progress progress(Processors processors, Rebuilds rebuilds, TenantDocuments documents, Advances advances) {
        return new Progress(processors, rebuilds, documents, advances);
    }

    @Bean
    ParkedEvents parkedEvents(Processors processors, Clock clock) {
        return new ParkedEvents(processors, clock);
    }

    @Bean
    ProcessorOperations processorOperations(Processors processors, ParkedEvents parked) {
        return new ProcessorOperations(processors, parked);
    }

    /** Health under the name {@code projections}. */
    @Bean("projections")
    Watchdog watchdog(
            Processors processors,
            Progress progress,
            ParkedEvents parked,
            ProcessorOperations operations,
            ObjectProvider<MeterRegistry> metrics) {
        return new Watchdog(processors, progress, parked, operations, metrics.getIfAvailable());
    }
}
