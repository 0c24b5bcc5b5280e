/** Writes mail after events and sends it. */
@NullMarked
package com.avaone.command.communication;

import org.jspecify.annotations.NullMarked;
