/** Pictures of the public site: what was uploaded, in which sizes, and what it shows. */
@NullMarked
package com.avaone.api.asset;

import org.jspecify.annotations.NullMarked;
