/** Who may sign in and which sessions are open, in memory. */
@NullMarked
package com.avaone.query.user;

import org.jspecify.annotations.NullMarked;
