/** The Spring Boot application. */
@NullMarked
package com.avaone.web;

import org.jspecify.annotations.NullMarked;
