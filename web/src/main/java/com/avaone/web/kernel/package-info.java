/** What every page and controller shares. */
@NullMarked
package com.avaone.web.kernel;

import org.jspecify.annotations.NullMarked;
