package com.avaone.api.evidence;

import java.io.IOException;
import java.io.OutputStream;

/** A bundle that is made, and lies on the disk. Close it in any case: that deletes it. */
public interface EvidenceBundle extends AutoCloseable {

    /** What the ZIP may be called. */
    String fileName();

    /** How many events are in it. */
    long events();

    /** Writes the ZIP, of which no more than a part is in memory. The target is left open. */
    void writeTo(OutputStream target) throws IOException;

    @Override
    void close();
}
