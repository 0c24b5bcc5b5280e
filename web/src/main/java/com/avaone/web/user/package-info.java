/** Signing in and out, and the list of open sessions. */
@NullMarked
package com.avaone.web.user;

import org.jspecify.annotations.NullMarked;
