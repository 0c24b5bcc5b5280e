package com.avaone.events;

import java.io.IOException;
import java.util.Optional;

/** Where a program keeps how far it has come; best together with what it makes of the events, in one transaction. */
public interface CursorStore {

    /** What was kept last; empty before the first time. */
    Optional<Progress> load() throws IOException;

    /** Keeps it; durable when this returns. */
    void save(Progress progress) throws IOException;
}
