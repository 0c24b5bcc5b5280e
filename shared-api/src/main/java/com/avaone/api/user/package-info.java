/** Users: who signs in. So far the system admins of the suite's own operator. */
@NullMarked
package com.avaone.api.user;

import org.jspecify.annotations.NullMarked;
