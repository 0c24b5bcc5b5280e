/** Answers questions about mail. */
@NullMarked
package com.avaone.query.communication;

import org.jspecify.annotations.NullMarked;
