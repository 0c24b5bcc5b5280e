package com.avaone.api.kernel;

/** A command on one organization's data. Refused unless its metadata names the same tenant. */
public interface TenantCommand extends TenantMessage {}
