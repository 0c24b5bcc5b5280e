/** What auditors ask: which events there are, how something was at an earlier moment, what changed between two, and why it is so. */
@NullMarked
package com.avaone.api.audit;

import org.jspecify.annotations.NullMarked;
