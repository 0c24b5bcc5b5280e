/** Tables as spreadsheets read and write them. */
@NullMarked
package com.avaone.web.kernel.table;

import org.jspecify.annotations.NullMarked;
