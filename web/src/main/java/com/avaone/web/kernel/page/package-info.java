/** What every page shares: who is signed in, notices, forms and their outcome. */
@NullMarked
package com.avaone.web.kernel.page;

import org.jspecify.annotations.NullMarked;
