/** Makes pictures of our own of bytes that anybody may have sent: what is stored was written here and nowhere else. */
@NullMarked
package com.avaone.web.asset.picture;

import org.jspecify.annotations.NullMarked;
