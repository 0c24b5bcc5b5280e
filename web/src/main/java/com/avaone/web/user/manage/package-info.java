/** An organization's users as whoever administers it sees them: by the API and on pages. */
@NullMarked
package com.avaone.web.user.manage;

import org.jspecify.annotations.NullMarked;
