@NullMarked
package com.avaone.web.lead;

import org.jspecify.annotations.NullMarked;
