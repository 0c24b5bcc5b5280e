/** Notes who reads what happened. */
@NullMarked
package com.avaone.command.audit;

import org.jspecify.annotations.NullMarked;
