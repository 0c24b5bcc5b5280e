/** The event feed over HTTP: pages, streams and schemas. */
@NullMarked
package com.avaone.web.feed;

import org.jspecify.annotations.NullMarked;
