/** The API of leads, the forms by which they come in, and their pages. */
@NullMarked
package com.avaone.web.lead;

import org.jspecify.annotations.NullMarked;
