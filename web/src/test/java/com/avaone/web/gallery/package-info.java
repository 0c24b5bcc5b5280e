/** Every page with made-up values in a real browser: looks, accessibility, behaviour without the application behind it. */
@NullMarked
package com.avaone.web.gallery;

import org.jspecify.annotations.NullMarked;
