/** Forms by which visitors of the public site reach the operator, as the API and as pages. */
@NullMarked
package com.avaone.web.lead.form;

import org.jspecify.annotations.NullMarked;
