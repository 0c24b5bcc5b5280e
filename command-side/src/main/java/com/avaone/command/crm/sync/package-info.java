/** Hands the operator's leads, contacts and deals to an outside CRM. */
@NullMarked
package com.avaone.command.crm.sync;

import org.jspecify.annotations.NullMarked;
