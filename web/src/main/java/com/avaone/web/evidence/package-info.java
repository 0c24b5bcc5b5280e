/** The evidence log over HTTP: checkpoints, proofs, bundles, and a page. */
@NullMarked
package com.avaone.web.evidence;

import org.jspecify.annotations.NullMarked;
