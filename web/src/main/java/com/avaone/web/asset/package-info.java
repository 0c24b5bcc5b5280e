/** The library of the public site's pictures: taking them in, describing and deleting them, and handing them to everybody. */
@NullMarked
package com.avaone.web.asset;

import org.jspecify.annotations.NullMarked;
