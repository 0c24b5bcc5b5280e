/** What every room of the command side shares: how aggregates are kept, guarded and told apart, and how automations act. */
@NullMarked
package com.avaone.command.kernel;

import org.jspecify.annotations.NullMarked;
