package com.avaone.web.kernel.page;

import java.util.List;

/** The products that forms offer. Commands take any well-formed product, so that a new one needs no new form. */
public final class Catalogue {

    /** Identifiers in the order in which they are offered. */
    public static final List<String> PRODUCTS = List.of("ava-cx", "ava-pingora", "ava-flow", "ava-smartbill");

    private Catalogue() {}
}
