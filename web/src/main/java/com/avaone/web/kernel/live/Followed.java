package com.avaone.web.kernel.live;

import org.jspecify.annotations.Nullable;

/**
 * Published within the application for every event of the log as soon as this node sees it, each once and in order. Read models may know of
 * it later: who asks them names the position. Listeners take next to no time.
 *
 * @param position up to which the log was seen
 * @param event what happened; absent where this node begins to follow: what was before it is not told
 */
public record Followed(long position, @Nullable Object event) {}
