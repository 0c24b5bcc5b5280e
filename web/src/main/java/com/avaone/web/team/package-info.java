/** The API of teams, and their pages. */
@NullMarked
package com.avaone.web.team;

import org.jspecify.annotations.NullMarked;
