/** Decides about contacts and deals. */
@NullMarked
package com.avaone.command.crm;

import org.jspecify.annotations.NullMarked;
