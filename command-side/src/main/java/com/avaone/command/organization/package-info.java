/** Organizations: their registration under a unique slug, their changes and their end after a grace period. */
@NullMarked
package com.avaone.command.organization;

import org.jspecify.annotations.NullMarked;
