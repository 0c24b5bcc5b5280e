/** The API and the page of the sync to an outside CRM. */
@NullMarked
package com.avaone.web.crm.sync;

import org.jspecify.annotations.NullMarked;
