package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.OrganizationId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an organization is to be told of its license.
 *
 * @param day until which it is usable; null where that is not said
 * @param days how many are left; null where that is not said
 * @param isUsable whether somebody can sign in and look at it
 */
record LicenseMatter(
        MailTemplate template,
        OrganizationId organizationId,
        @Nullable LocalDate day,
        @Nullable Integer days,
        boolean isUsable) {}
