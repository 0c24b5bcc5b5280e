/** Users: the accounts of people, what they may do, and how they sign in. */
@NullMarked
package com.avaone.api.user;

import org.jspecify.annotations.NullMarked;
