/** The embedded event store: one SQLite file, one writer that commits in groups, streams woken by the commit. */
@NullMarked
package com.avaone.command.kernel.eventstore;

import org.jspecify.annotations.NullMarked;
