/** API clients on the query side: answered from what is known at the door, because they are few and must be known without a database. */
@NullMarked
package com.avaone.query.client;

import org.jspecify.annotations.NullMarked;
