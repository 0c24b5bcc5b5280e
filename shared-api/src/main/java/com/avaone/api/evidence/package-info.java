/** The evidence log: proofs that nothing of what happened was changed afterwards. docs/evidence.md has its formats. */
@NullMarked
package com.avaone.api.evidence;

import org.jspecify.annotations.NullMarked;
