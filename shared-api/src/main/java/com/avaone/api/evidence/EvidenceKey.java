package com.avaone.api.evidence;

/**
 * The public key by which checkpoints are signed.
 *
 * @param name of the key, and origin of the suite's log
 * @param id 8 hexadecimal digits
 * @param key as verifiers read it: name, id and Ed25519 key
 * @param fingerprint SHA-256 of the 32 bytes of the key, to be compared over another way
 */
public record EvidenceKey(String name, String id, String key, String fingerprint) {}
