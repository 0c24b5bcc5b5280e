package com.avaone.api.kernel;

/**
 * Something that happened to one organization's data. Events carry facts and results ("seats now 7"), never increments and never a
 * secret; who, why and from where stands in the metadata.
 */
public interface TenantEvent extends TenantMessage {}
