/** Decides about pictures of the public site. */
@NullMarked
package com.avaone.command.asset;

import org.jspecify.annotations.NullMarked;
