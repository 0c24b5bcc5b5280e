package com.avaone.api.evidence;

import java.util.List;

/**
 * Proof that an event is in a log.
 *
 * @param position of the event in the suite's log
 * @param index of the event in this log, from 0
 * @param line the event as the log has it
 * @param leaf hash of the line, in base64
 * @param hashes of the proof in base64, from the leaf upwards
 * @param checkpoint whose root the proof leads to
 * @param proven whether it does; if not, the event in the store is not the one that was signed
 */
public record EvidenceInclusion(
        long position,
        long index,
        String line,
        String leaf,
        List<String> hashes,
        EvidenceCheckpoint checkpoint,
        boolean proven) {}
