/** The catalogue on the web: what everybody sees, and how a new version is published. */
@NullMarked
package com.avaone.web.catalogue;

import org.jspecify.annotations.NullMarked;
