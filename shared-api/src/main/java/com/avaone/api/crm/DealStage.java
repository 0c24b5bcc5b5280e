package com.avaone.api.crm;

/** How far an open deal has come. */
public enum DealStage {
    QUALIFICATION(10),
    PROPOSAL(40),
    NEGOTIATION(70);

    private final int percent;

    DealStage(int percent) {
        this.percent = percent;
    }

    /** Of how many deals in a hundred something becomes that are here. */
    public int percent() {
        return percent;
    }
}
