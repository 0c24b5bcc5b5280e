package com.avaone.command.organization;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings about organizations.
 *
 * @param deletionGrace how long after the request an organization is deleted; {@code avaone.organization.deletion-grace}, 30 days
 */
@ConfigurationProperties("avaone.organization")
record OrganizationProperties(@DefaultValue("30d") Duration deletionGrace) {

    OrganizationProperties {
        if (deletionGrace.isNegative()) {
            throw new IllegalArgumentException("avaone.organization.deletion-grace must not be negative");
        }
    }
}
