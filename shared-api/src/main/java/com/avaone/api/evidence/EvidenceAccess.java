package com.avaone.api.evidence;

/**
 * That somebody may see evidence; whoever may not is refused.
 *
 * @param granted true
 */
public record EvidenceAccess(boolean granted) {}
