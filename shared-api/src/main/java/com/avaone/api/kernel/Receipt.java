package com.avaone.api.kernel;

/**
 * What an accepted command answers.
 *
 * @param id identifier of the aggregate that decided
 * @param version the aggregate's version afterwards: number of its last event, from 0
 * @param position the log's position: a read model that has reached it shows the command's effect
 */
public record Receipt(String id, long version, long position) {}
