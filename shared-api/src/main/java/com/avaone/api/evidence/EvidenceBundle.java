package com.avaone.api.evidence;

import java.io.IOException;
import java.io.OutputStream;

/** A bundle that is ready to be written. Close it in any case: it holds files. */
public interface EvidenceBundle extends AutoCloseable {

    /** What the ZIP may be called. */
    String fileName();

    /** How many events are in it. */
    long events();

    /** Writes the ZIP, of which no more than a part is in memory. */
    void writeTo(OutputStream target) throws IOException;

    @Override
    void close();
}
