/** Organizations over HTTP: the API and the pages of the operator. */
@NullMarked
package com.avaone.web.organization;

import org.jspecify.annotations.NullMarked;
