/** The API of contacts and deals. */
@NullMarked
package com.avaone.web.crm;

import org.jspecify.annotations.NullMarked;
