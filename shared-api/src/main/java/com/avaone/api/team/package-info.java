/** Teams: groups of an organization's users. */
@NullMarked
package com.avaone.api.team;

import org.jspecify.annotations.NullMarked;
