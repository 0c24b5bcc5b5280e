/** Keeps the evidence log: grows its trees behind the events, signs checkpoints, proves, and writes bundles. */
@NullMarked
package com.avaone.command.evidence;

import org.jspecify.annotations.NullMarked;
