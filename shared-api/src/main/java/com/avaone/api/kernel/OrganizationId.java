package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** An organization: {@code org_} and a time-ordered id of 26 characters. */
public record OrganizationId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "org_";

    /** The suite's own operator, to which the system admins belong. No customer can have this identifier. */
    public static final OrganizationId OPERATOR = new OrganizationId(PREFIX + "0".repeat(26));

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public OrganizationId {}

    /** A new identifier. */
    public static OrganizationId random() {
        return new OrganizationId(PREFIX + TimeOrderedId.next());
    }

    /** A new identifier of a organization made for trying the suite out. */
    public static OrganizationId randomOfTestData() {
        return new OrganizationId(PREFIX + TimeOrderedId.nextOfTestData());
    }

    /** Whether the organization was made for trying the suite out. */
    public boolean isOfTestData() {
        return TimeOrderedId.isOfTestData(PREFIX, value);
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static OrganizationId parse(@Nullable String value) {
        return new OrganizationId(TimeOrderedId.parse(PREFIX, "organizationId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
