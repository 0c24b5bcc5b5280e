/** Answers questions about teams. */
@NullMarked
package com.avaone.query.team;

import org.jspecify.annotations.NullMarked;
