package com.avaone.command.kernel.bus;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.IdentifierFactory;

/**
 * Names messages: 64 bits that are this process's own and a number. They must be unique, not hard to guess; Axon's own factory asks the
 * operating system for random bits several times a command, one caller after the other.
 */
public final class MessageIdentifiers extends IdentifierFactory {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final long process = RANDOM.nextLong();
    private final AtomicLong number = new AtomicLong(RANDOM.nextLong());

    @Override
    public String generateIdentifier() {
        return new UUID(process, number.incrementAndGet()).toString();
    }
}
