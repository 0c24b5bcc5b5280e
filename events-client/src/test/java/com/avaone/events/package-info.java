/** Tests. */
@NullMarked
package com.avaone.events;

import org.jspecify.annotations.NullMarked;
