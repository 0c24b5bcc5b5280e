package com.avaone.events;

/** What was dealt with is not what was sent: something was lost or changed on the way, or the kept progress is not of this feed. */
public final class GapFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GapFound(Progress ours, long count, String digest) {
        super("The feed has sent %d events (%s), and %d (%s) were dealt with"
                .formatted(count, digest, ours.count(), ours.digest()));
    }
}
