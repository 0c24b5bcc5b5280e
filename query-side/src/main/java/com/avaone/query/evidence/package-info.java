/** Who may see evidence, and what a bundle tells of the read models. */
@NullMarked
package com.avaone.query.evidence;

import org.jspecify.annotations.NullMarked;
