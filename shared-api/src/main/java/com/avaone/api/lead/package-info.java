/** Leads: who may become a customer, from the first word to the conversion. */
@NullMarked
package com.avaone.api.lead;

import org.jspecify.annotations.NullMarked;
