/** Answers what the public site shows, showed, and is to show. */
@NullMarked
package com.avaone.query.content;

import org.jspecify.annotations.NullMarked;
