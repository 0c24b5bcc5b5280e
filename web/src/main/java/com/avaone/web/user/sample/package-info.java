/** Organizations and users for trying the suite out, and the way in as one of them; in development only. */
@NullMarked
package com.avaone.web.user.sample;

import org.jspecify.annotations.NullMarked;
