/**
 * The evidence log: its Merkle trees, signed checkpoints and bundles, and the program that verifies a bundle. It needs nothing but Java, so
 * that whoever verifies has to trust no library.
 */
@NullMarked
package com.avaone.evidence;

import org.jspecify.annotations.NullMarked;
