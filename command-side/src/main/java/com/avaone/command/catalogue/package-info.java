/** Publishes the catalogue and prices by it. */
@NullMarked
package com.avaone.command.catalogue;

import org.jspecify.annotations.NullMarked;
