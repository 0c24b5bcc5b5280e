package com.avaone.command.communication;

import com.avaone.api.user.Links;
import java.util.Optional;

/** Links that a test can read. */
final class ReadableLinks implements Links {

    @Override
    public String seal(Link link) {
        return String.join(
                ".",
                link.purpose().name(),
                link.subject(),
                link.organizationId().value(),
                link.id(),
                Long.toString(link.expiresAt().toEpochMilli()));
    }

    @Override
    public Optional<Link> open(Purpose purpose, String text) {
        throw new AssertionError("Nobody opens a link here");
    }
}
