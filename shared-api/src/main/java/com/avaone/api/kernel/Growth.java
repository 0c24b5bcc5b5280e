package com.avaone.api.kernel;

import java.time.LocalDate;

/**
 * What came on one day (UTC), and how much there was then.
 *
 * @param count that day
 * @param total up to and including that day
 */
public record Growth(LocalDate day, long count, long total) {}
