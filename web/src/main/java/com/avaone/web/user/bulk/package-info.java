/** Many people invited at once, by a table. */
@NullMarked
package com.avaone.web.user.bulk;

import org.jspecify.annotations.NullMarked;
