package com.avaone.command.catalogue;

import com.avaone.api.catalogue.CatalogueCommand.BeginCatalogue;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.command.kernel.AtStart;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import java.io.IOException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Publishes the products with which the suite begins where nothing has been published yet, so that a fresh installation has something to sell. */
@Component
@CommandRole
class FirstCatalogue implements ApplicationRunner {

    private final EventStore events;
    private final AutomaticCommands commands;

    FirstCatalogue(EventStore events, AutomaticCommands commands) {
        this.events = events;
        this.commands = commands;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        AtStart.until("first-catalogue", () -> {
            if (events.lastSequenceNumberFor(CatalogueId.SUITE.value()).isEmpty()) {
                commands.send(
                        "first-catalogue", "A fresh installation has no catalogue.", new BeginCatalogue(contents()));
            }
            return true;
        });
    }

    /** What the suite begins with, as {@code docs/catalogue.md} says. */
    static CatalogueContents contents() {
        try (var json = new ClassPathResource("catalogue/first.json").getInputStream()) {
            return JsonMapper.shared().readValue(json, CatalogueContents.class);
        } catch (IOException failure) {
            throw new IllegalStateException("The first catalogue cannot be read", failure);
        }
    }
}
