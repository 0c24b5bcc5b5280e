/** Users on the command side: their accounts, who administers, credentials in the vault, and the seals of sessions and links. */
@NullMarked
package com.avaone.command.user;

import org.jspecify.annotations.NullMarked;
