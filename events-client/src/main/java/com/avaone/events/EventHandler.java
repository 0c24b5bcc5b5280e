package com.avaone.events;

/** What is done with each event. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Deals with an event. It may come again after a crash, so what is done must bear that, for example by keeping {@link Event#id()} with
     * what came of it. When this throws, the
     * event comes again after a pause: one second at first, or as the {@link Subscription} says, and then twice as long each time, up to 30.
     */
    void handle(Event event) throws Exception;
}
