package com.avaone.api.lead;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is to become.
 *
 * @param contactId of the contact to be made
 * @param dealId of the deal to be opened
 * @param title of the deal
 * @param expectedClose the day on which it may be won
 */
public record Conversion(
        ContactId contactId,
        DealId dealId,
        String title,
        Money amount,
        @Nullable LocalDate expectedClose) {}
