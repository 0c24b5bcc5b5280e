package com.avaone.api.evidence;

import java.time.Instant;

/**
 * How a log was at one moment, signed.
 *
 * @param origin which log
 * @param number of the checkpoint in that log, from 0
 * @param size how many events it is over
 * @param root over these, in base64
 * @param at when it was signed
 * @param note all of it as a signed note
 */
public record EvidenceCheckpoint(String origin, long number, long size, String root, Instant at, String note) {}
