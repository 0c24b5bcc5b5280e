/** Contacts and deals, and what leads have in common with them. */
@NullMarked
package com.avaone.api.crm;

import org.jspecify.annotations.NullMarked;
