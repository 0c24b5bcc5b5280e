/** A command's way to its aggregate and back: checks, one outcome per idempotency key, a receipt, refusals that say which rule. */
@NullMarked
package com.avaone.command.kernel.bus;

import org.jspecify.annotations.NullMarked;
