/** What the operator sells and for how much: products, plans, bundles and prices, in versions that each take effect at an instant. */
@NullMarked
package com.avaone.api.catalogue;

import org.jspecify.annotations.NullMarked;
