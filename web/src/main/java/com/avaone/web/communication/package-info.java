/** The outbox: what mail the suite wrote, and what became of it. */
@NullMarked
package com.avaone.web.communication;

import org.jspecify.annotations.NullMarked;
