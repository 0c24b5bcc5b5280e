package com.avaone.api.kernel;

/** Input that cannot become a value: says which field and what it must be. Answered as 400, never stored. */
public final class InvalidValue extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field's name as the caller wrote it
     * @param expectation what the field must be, as the end of the sentence "field ..."
     */
    public InvalidValue(String field, String expectation) {
        super(expectation);
        this.field = field;
    }

    /** The field's name as the caller wrote it. */
    public String field() {
        return field;
    }
}
