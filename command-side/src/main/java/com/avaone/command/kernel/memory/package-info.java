/** What the command side must remember beside its events, behind one small port, on SQLite or MongoDB. */
@NullMarked
package com.avaone.command.kernel.memory;

import org.jspecify.annotations.NullMarked;
