/** Organizations: the suite's customers, their profile, settings and end. */
@NullMarked
package com.avaone.api.organization;

import org.jspecify.annotations.NullMarked;
