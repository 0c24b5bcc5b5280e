/** Personal data: sealed under a key per person, and unreadable once that key is forgotten. */
@NullMarked
package com.avaone.command.kernel.personal;

import org.jspecify.annotations.NullMarked;
