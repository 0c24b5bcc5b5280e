/** What every room of the command side shares: the event store, what is remembered beside events, and the checks before a command. */
@NullMarked
package com.avaone.command.kernel;

import org.jspecify.annotations.NullMarked;
