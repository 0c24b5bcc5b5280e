package com.avaone.web.kernel;

import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;

/** The streams of events that are open on this node. */
public interface OpenStreams {

    /**
     * A stream, or a page that waits for an event.
     *
     * @param actorId of the API client or user who follows
     * @param organizationId to which that one belongs
     * @param position up to which events were sent
     */
    record OpenStream(String actorId, OrganizationId organizationId, Instant openedAt, long position) {}

    /** Those that are open at this moment, oldest first. */
    List<OpenStream> open();
}
