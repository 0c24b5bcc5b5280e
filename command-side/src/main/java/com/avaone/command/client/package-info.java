/** API clients on the command side: what they may do, and the hashes of their tokens in the vault. */
@NullMarked
package com.avaone.command.client;

import org.jspecify.annotations.NullMarked;
