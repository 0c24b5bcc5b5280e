/** How tables are read and worked on. */
@NullMarked
package com.avaone.web.kernel.table;

import org.jspecify.annotations.NullMarked;
