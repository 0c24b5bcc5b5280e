/** What users see and change of their own accounts: profile, password, second factor, address, data. */
@NullMarked
package com.avaone.web.user.account;

import org.jspecify.annotations.NullMarked;
