/** Licenses: what an organization may use, for how long and with how many seats. */
@NullMarked
package com.avaone.api.license;

import org.jspecify.annotations.NullMarked;
