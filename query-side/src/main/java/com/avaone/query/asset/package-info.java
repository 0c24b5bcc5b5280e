/** Finds pictures, for who edits the site and for who visits it. */
@NullMarked
package com.avaone.query.asset;

import org.jspecify.annotations.NullMarked;
