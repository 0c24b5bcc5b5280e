package com.avaone.api.crm;

/** The states of a deal. */
public enum DealState {
    OPEN,
    WON,
    LOST
}
