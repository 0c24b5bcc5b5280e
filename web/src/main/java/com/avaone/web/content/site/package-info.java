/** The pages that visitors see. */
@NullMarked
package com.avaone.web.content.site;

import org.jspecify.annotations.NullMarked;
