/** What all rooms share: identifiers, values, message metadata, receipts and the rules a refusal can name. */
@NullMarked
package com.avaone.api.kernel;

import org.jspecify.annotations.NullMarked;
