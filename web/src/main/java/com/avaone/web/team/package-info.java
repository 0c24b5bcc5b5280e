/** The API of teams. */
@NullMarked
package com.avaone.web.team;

import org.jspecify.annotations.NullMarked;
