/** The feed of events for other systems: what they may ask for, and what they get. */
@NullMarked
package com.avaone.api.feed;

import org.jspecify.annotations.NullMarked;
