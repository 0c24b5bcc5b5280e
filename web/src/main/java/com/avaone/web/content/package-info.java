/** The content of the public site on the web: how it is written, read and shown. */
@NullMarked
package com.avaone.web.content;

import org.jspecify.annotations.NullMarked;
