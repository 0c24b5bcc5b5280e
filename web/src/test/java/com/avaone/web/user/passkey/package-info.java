/** Challenges by themselves. */
@NullMarked
package com.avaone.web.user.passkey;

import org.jspecify.annotations.NullMarked;
