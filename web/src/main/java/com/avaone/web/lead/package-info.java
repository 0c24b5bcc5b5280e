/** Leads over HTTP, and the pages of the operator's own. */
@NullMarked
package com.avaone.web.lead;

import org.jspecify.annotations.NullMarked;
