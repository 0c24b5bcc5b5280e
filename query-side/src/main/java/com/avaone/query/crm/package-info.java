/** Answers questions about leads, contacts and deals. */
@NullMarked
package com.avaone.query.crm;

import org.jspecify.annotations.NullMarked;
