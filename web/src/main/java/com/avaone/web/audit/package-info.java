/** What auditors read: events, how things were, what changed between two moments, and why. */
@NullMarked
package com.avaone.web.audit;

import org.jspecify.annotations.NullMarked;
