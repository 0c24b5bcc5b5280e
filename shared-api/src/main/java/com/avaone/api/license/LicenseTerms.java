package com.avaone.api.license;

import java.time.LocalDate;
import java.util.List;

/**
 * What a license is issued with.
 *
 * @param seats how many users
 * @param validUntil last day (UTC) on which it is valid
 * @param graceDays how many days it stays usable after {@code validUntil}; 0 for none
 * @param products what may be used
 */
public record LicenseTerms(Seats seats, LocalDate validUntil, int graceDays, List<ProductGrant> products) {}
