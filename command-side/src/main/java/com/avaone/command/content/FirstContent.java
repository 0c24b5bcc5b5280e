package com.avaone.command.content;

import com.avaone.api.content.ContentBody;
import com.avaone.api.content.ContentCommand.BeginContent;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentLanguage;
import com.avaone.command.kernel.AtStart;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import java.io.IOException;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Publishes the site with which the suite begins where nothing of it has been written yet, so that a fresh installation has something to show. */
@Component
@CommandRole
class FirstContent implements ApplicationRunner {

    private final EventStore events;
    private final AutomaticCommands commands;

    FirstContent(EventStore events, AutomaticCommands commands) {
        this.events = events;
        this.commands = commands;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        AtStart.until("first-content", () -> {
            for (var part : parts()) {
                if (events.lastSequenceNumberFor(part.contentId().value()).isEmpty()) {
                    commands.send("first-content", "A fresh installation has no content.", part);
                }
            }
            return true;
        });
    }

    /** What the suite begins with, as {@code docs/site.md} says. */
    static List<BeginContent> parts() {
        try (var json = new ClassPathResource("content/first.json").getInputStream()) {
            return JsonMapper.shared().readValue(json, new TypeReference<List<Part>>() {}).stream()
                    .map(part -> new BeginContent(part.key, part.language, part.body))
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException("The first content cannot be read", failure);
        }
    }

    private record Part(ContentKey key, ContentLanguage language, ContentBody body) {}
}
