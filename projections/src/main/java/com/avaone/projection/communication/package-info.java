/** To which addresses nothing is sent. */
@NullMarked
package com.avaone.projection.communication;

import org.jspecify.annotations.NullMarked;
