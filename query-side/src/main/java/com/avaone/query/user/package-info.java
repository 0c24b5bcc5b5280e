/** Who may sign in and which sessions are open, in memory; answers about users from the read model, and their history from the events. */
@NullMarked
package com.avaone.query.user;

import org.jspecify.annotations.NullMarked;
