/** Answers auditors: from the log, and from where in it which event is. */
@NullMarked
package com.avaone.query.audit;

import org.jspecify.annotations.NullMarked;
