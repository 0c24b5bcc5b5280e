/** What every query handler shares. */
@NullMarked
package com.avaone.query.kernel;

import org.jspecify.annotations.NullMarked;
