/** Leads that come in by a table, and leave by one. */
@NullMarked
package com.avaone.web.lead.table;

import org.jspecify.annotations.NullMarked;
