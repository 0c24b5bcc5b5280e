package com.avaone.api.kernel;

/** What somebody may do. Which messages need which, they say themselves ({@link Needs}); who has which, says {@link Grants}. */
public enum Permission {
    ADMINISTER_ORGANIZATIONS("register, delete and restore organizations, list them all, decide about their licenses"),
    CONFIGURE_SYSTEM("see and operate databases and processors, read the log, see which settings are set"),
    MANAGE_ORGANIZATION("see an organization with its license, change its profile and the products it wants"),
    MANAGE_SETTINGS("change an organization's settings"),
    READ_USERS("see users and what they may do"),
    MANAGE_USERS("invite, change, deactivate and erase users, and put them into teams"),
    MANAGE_LICENSE("see a license and its history"),
    MANAGE_API_CLIENTS("make, change and revoke API clients and their tokens"),
    MANAGE_WEBHOOKS(
            "register, change, test and remove webhook endpoints, to which events are sent without what is about persons"),
    /** What no person does: people invite. */
    ENSURE_USERS("make sure, as a program at which people sign up, that somebody has a workspace user"),
    READ_HISTORY("read what happened to licenses and users"),
    FOLLOW_EVENTS("follow the events themselves, without what is about persons"),
    /** What no person needs: people read histories and records. */
    READ_PERSONAL_DATA_OF_EVENTS("see in the events that are followed what is about persons too"),
    USE_WORKSPACE("open the workspace"),
    WORK_IN_TEAM("see the organization's teams and work in them"),
    USE_PRODUCTS("use the products that are assigned and licensed"),
    MANAGE_OWN_ACCOUNT("see and change the own profile, password, second factor and sessions; take the own data along"),
    READ_CRM("see leads, contacts, deals and activities"),
    CREATE_IN_CRM("add leads, contacts and deals"),
    CHANGE_IN_CRM("change leads, contacts and deals, and note activities"),
    DELETE_IN_CRM("delete and merge in the CRM"),
    MANAGE_CRM("say who may do what in the CRM"),
    MANAGE_CATALOGUE("publish products, plans, bundles and prices"),
    EDIT_CONTENT("write and publish what the public site shows, and keep its images"),
    WORK_IN_PINGORA("work on projects, tasks and messages"),
    MANAGE_PINGORA("make and end teams and projects"),
    READ_PEOPLE("see who works in which team, and how much"),
    /** What anybody may send who is not signed in: the way in itself. */
    SIGN_IN("sign in, accept an invitation, ask for a new password"),
    /** What anybody may ask who is not signed in. */
    VISIT("see what the public site shows"),
    /** What only the suite itself does, after an event or at an instant. */
    AUTOMATION("what the suite does by itself");

    private final String meaning;

    Permission(String meaning) {
        this.meaning = meaning;
    }

    /** What it allows, as the end of the sentence "may ...". */
    public String meaning() {
        return meaning;
    }
}
