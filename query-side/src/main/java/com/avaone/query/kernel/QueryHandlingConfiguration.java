package com.avaone.query.kernel;

import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.projection.kernel.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** How queries are handled; {@code avaone.queries.patience} is how long one waits for the position that it asks for. */
@Configuration(proxyBeanMethods = false)
class QueryHandlingConfiguration {

    /** The identities follow the event store, which is made after what is around its handlers: they are looked up with the first query. */
    @Bean
    QueryHandling queryHandling(
            ObjectProvider<Identities> identities,
            Clock clock,
            Progress progress,
            @Value("${avaone.queries.patience:2s}") Duration patience) {
        return new QueryHandling(
                SingletonSupplier.of(() -> new Authorization(identities.getObject(), clock)),
                new QueryHandling.Positions() {
                    @Override
                    public boolean await(List<String> processors, long position, Duration timeout)
                            throws InterruptedException {
                        return progress.await(processors, position, timeout);
                    }

                    @Override
                    public long lag(List<String> processors, long position) {
                        return progress.lag(processors, position);
                    }
                },
                patience);
    }
}
