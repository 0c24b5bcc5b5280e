package com.avaone.api.organization;

import java.util.Map;

/**
 * Names of organizations.
 *
 * @param names by identifier; one that is not known is left out
 */
public record OrganizationNames(Map<String, String> names) {}
