/** What is to happen at an instant: kept durably, and turned into a command once it is due. */
@NullMarked
package com.avaone.command.kernel.deadline;

import org.jspecify.annotations.NullMarked;
