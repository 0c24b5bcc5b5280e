/** Whether the suite works, and what an operator may know of its inside. */
@NullMarked
package com.avaone.web.kernel.health;

import org.jspecify.annotations.NullMarked;
