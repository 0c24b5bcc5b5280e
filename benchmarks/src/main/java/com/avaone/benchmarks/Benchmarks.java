package com.avaone.benchmarks;

/** Runs the measurement that the first argument names; see docs/benchmarks.md. */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * @param arguments one of {@code commands}, {@code earlier}, {@code evidence}, {@code feed}, {@code growth}, {@code leads}, {@code organizations}, {@code
     *     rebuild}, {@code sealing}, {@code signins}, {@code visible}, {@code webhooks}; the last starts this program as {@code
     *     webhook-receiver} and {@code feed-consumer}
     */
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "commands" -> CommandRates.run();
            case "earlier" -> EarlierStates.run();
            case "evidence" -> EvidenceBundles.run();
            case "feed" -> FeedSubscribers.run();
            case "feed-consumer" -> FeedConsumer.run();
            case "growth" -> StoreGrowth.run();
            case "leads" -> ManyLeads.run();
            case "organizations" -> ManyOrganizations.run();
            case "rebuild" -> RebuildRate.run();
            case "sealing" -> SealedEvents.run();
            case "signins" -> SignIns.run();
            case "visible" -> TimeToVisible.run();
            case "webhook-receiver" -> WebhookReceiver.run();
            case "webhooks" -> WebhookProof.run();
            default -> {
                System.err.println(
                        "Name one of: commands, earlier, evidence, feed, growth, leads, organizations, rebuild, sealing, signins, visible, webhooks");
                System.exit(2);
            }
        }
    }
}
