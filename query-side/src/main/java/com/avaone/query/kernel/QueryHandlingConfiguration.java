package com.avaone.query.kernel;

import com.avaone.projection.kernel.Progress;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How queries are handled; {@code avaone.queries.patience} is how long one waits for the position that it asks for. */
@Configuration(proxyBeanMethods = false)
class QueryHandlingConfiguration {

    @Bean
    QueryHandling queryHandling(Progress progress, @Value("${avaone.queries.patience:2s}") Duration patience) {
        return new QueryHandling(
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
