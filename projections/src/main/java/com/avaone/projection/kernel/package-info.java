/** What every projector shares: the one writer of read models, the databases and the processors' configuration. */
@NullMarked
package com.avaone.projection.kernel;

import org.jspecify.annotations.NullMarked;
