package com.avaone.command.communication;

import com.avaone.api.communication.MailView;
import com.avaone.api.communication.WrittenMail;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.memory.Mail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The room as it runs, on what a directory holds. Its processors keep their positions in memory, so after each start every event comes
 * again, as after a crash that came before the positions were stored.
 */
final class RunningMail implements AutoCloseable {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {"com.avaone.command.kernel", "com.avaone.command.communication"},
            // Other tests' applications, each with a clock of its own.
            excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class))
    static class Application {}

    private final ConfigurableApplicationContext context;
    private final MovableClock clock;
    private final KnownUsers identities = new KnownUsers();
    private final List<Mail> handedOver = new CopyOnWriteArrayList<>();

    RunningMail(Path directory, MovableClock clock) {
        this.clock = clock;
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(starting -> {
                    var beans = starting.getBeanFactory();
                    beans.registerSingleton("clock", clock);
                    beans.addBeanPostProcessor(new BeanPostProcessor() {
                        @Override
                        public Object postProcessAfterInitialization(Object bean, String name) {
                            return bean instanceof MailSender ? (MailSender) handedOver::add : bean;
                        }
                    });
                    beans.registerSingleton("identities", identities);
                    beans.registerSingleton("links", new ReadableLinks());
                })
                .properties(
                        "avaone.data-dir=" + directory,
                        "avaone.public-url=https://suite.example/",
                        "spring.main.banner-mode=off")
                .run();
    }

    /** Who is known in memory. */
    KnownUsers identities() {
        return identities;
    }

    /** Appends what an aggregate decided. */
    void happens(String aggregateId, Object... events) {
        var store = context.getBean(EventStore.class);
        for (var event : events) {
            var number = store.lastSequenceNumberFor(aggregateId).orElse(-1L) + 1;
            store.publish(new GenericDomainEventMessage<>(
                    "test",
                    aggregateId,
                    number,
                    event,
                    Map.of(),
                    UUID.randomUUID().toString(),
                    clock.instant()));
        }
    }

    /** Brings every event of the log to every handler of the room once more, each twice. */
    void deliverEverythingTwiceMore() throws Exception {
        for (var automation :
                context.getBeansWithAnnotation(ProcessingGroup.class).values()) {
            var handler = new AnnotationEventHandlerAdapter(automation);
            for (var event : log()) {
                if (handler.canHandle(event)) {
                    handler.handle(event);
                    handler.handle(event);
                }
            }
        }
    }

    private List<? extends EventMessage<?>> log() throws InterruptedException {
        var store = context.getBean(EventStore.class);
        var head = store.createHeadToken().position().orElse(0);
        try (var stream = store.openStream(null)) {
            var events = new ArrayList<EventMessage<?>>();
            while (events.size() < head && stream.hasNextAvailable(5, TimeUnit.SECONDS)) {
                events.add(stream.nextAvailable());
            }
            return events;
        }
    }

    /** The mails about an organization and its users that were handed over to be delivered, in order. */
    List<Mail> handedOver(OrganizationId organizationId) {
        return handedOver.stream()
                .filter(mail -> mail.organizationId().equals(organizationId))
                .toList();
    }

    /** The mails about an organization's users with what they say, the oldest first. */
    List<MailView> mails(OrganizationId organizationId) {
        var mail = context.getBean(WrittenMail.class);
        return mail.newest(null, null, null, null, 100).reversed().stream()
                .filter(one -> one.organizationId().equals(organizationId))
                .map(one -> mail.find(one.mailId()).orElseThrow())
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
