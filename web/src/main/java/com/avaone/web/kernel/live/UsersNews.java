package com.avaone.web.kernel.live;

import com.avaone.api.kernel.OrganizationId;

/** Published within the application where pages that show an organization's users are to be told of what is no event of the log. */
public record UsersNews(OrganizationId organizationId) {}
