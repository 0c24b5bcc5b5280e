/** The words of the public site, which the operator writes: what is asked for, what happened, and what is shown. */
@NullMarked
package com.avaone.api.content;

import org.jspecify.annotations.NullMarked;
