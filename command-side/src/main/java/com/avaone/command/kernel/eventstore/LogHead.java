package com.avaone.command.kernel.eventstore;

/** Where the global log ends. */
@FunctionalInterface
public interface LogHead {

    /** Position of the last event that a reader can see; 0 (or less) if there is none. */
    long head();
}
