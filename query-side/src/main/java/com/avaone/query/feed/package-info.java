/** The log as it is shown to other systems: read in its order, written as CloudEvents, with the schemas of the data. */
@NullMarked
package com.avaone.query.feed;

import org.jspecify.annotations.NullMarked;
