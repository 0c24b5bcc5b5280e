/** Settings: one table of all of them, checked before anything starts, bound to one record. */
@NullMarked
package com.avaone.web.kernel.settings;

import org.jspecify.annotations.NullMarked;
