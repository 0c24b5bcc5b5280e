/** What people do by a link that came by mail: accept an invitation, set a new password, confirm an address, open a locked account. */
@NullMarked
package com.avaone.web.user.link;

import org.jspecify.annotations.NullMarked;
