/** Answers about licenses from the read model, and their history in plain words from the events. */
@NullMarked
package com.avaone.query.license;

import org.jspecify.annotations.NullMarked;
