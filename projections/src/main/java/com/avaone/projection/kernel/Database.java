package com.avaone.projection.kernel;

/** The kinds of databases; where each lives is a setting. */
public enum Database {
    /** What belongs to the suite as a whole: organizations, operators, settings; and the processors' tokens. */
    MAIN,
    /** One database per organization, named by its identifier. */
    TENANT,
    /** Invoices, payments and subscriptions of all organizations. */
    BILLING,
    /** Leads, contacts and deals of all organizations. */
    CRM,
    /** Teams, projects, tasks and messages of all organizations. */
    PINGORA
}
