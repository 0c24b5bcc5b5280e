/** Users on the command side: who may open a session, their passwords and the seal of their sessions. */
@NullMarked
package com.avaone.command.user;

import org.jspecify.annotations.NullMarked;
