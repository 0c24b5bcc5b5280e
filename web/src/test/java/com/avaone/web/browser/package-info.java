/** What tests need to drive a real Chromium. */
@NullMarked
package com.avaone.web.browser;

import org.jspecify.annotations.NullMarked;
