package com.avaone.api.catalogue;

import com.avaone.api.crm.Money;

/**
 * What one seat costs.
 *
 * @param interval for how long
 */
public record Price(BillingInterval interval, Money perSeat) {}
