/** Read models of leads, contacts, deals and activities, in the database of the CRM. */
@NullMarked
package com.avaone.projection.crm;

import org.jspecify.annotations.NullMarked;
