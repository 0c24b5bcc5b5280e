/** Answers about organizations from the read model and, as of an earlier moment, from the events. */
@NullMarked
package com.avaone.query.organization;

import org.jspecify.annotations.NullMarked;
