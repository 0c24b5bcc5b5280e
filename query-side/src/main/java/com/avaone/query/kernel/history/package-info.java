/** What happened, read from the event store itself, for queries about history. */
@NullMarked
package com.avaone.query.kernel.history;

import org.jspecify.annotations.NullMarked;
