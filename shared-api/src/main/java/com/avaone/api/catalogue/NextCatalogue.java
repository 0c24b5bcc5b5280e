package com.avaone.api.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known to take the place of what is in force.
 *
 * @param effectiveFrom when; absent where nothing is published that is still to come
 */
public record NextCatalogue(@Nullable Instant effectiveFrom) {}
