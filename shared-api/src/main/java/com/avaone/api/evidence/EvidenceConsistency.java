package com.avaone.api.evidence;

import java.util.List;

/**
 * Proof that a log holds an earlier state of itself unchanged.
 *
 * @param origin which log
 * @param from how many events it had
 * @param fromRoot over these, in base64
 * @param to how many events it has
 * @param toRoot over these, in base64
 * @param hashes of the proof in base64
 */
public record EvidenceConsistency(
        String origin, long from, String fromRoot, long to, String toRoot, List<String> hashes) {}
