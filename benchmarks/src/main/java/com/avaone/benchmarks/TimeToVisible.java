package com.avaone.benchmarks;

import com.avaone.api.license.LicenseCommand.ChangeSeatLimit;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationView;
import java.nio.file.Files;
import java.util.Locale;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;

/** From sending a command until a query with the command's position answers its effect. */
final class TimeToVisible {

    private static final int SAMPLES = Integer.getInteger("samples", 5_000);

    private TimeToVisible() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-visible");
        try (var context = EmbeddedSuite.start(directory.resolve("data"))) {
            var commands = context.getBean(CommandGateway.class);
            var queries = context.getBean(QueryGateway.class);
            var organization = Organizations.register(commands, 1);
            Organizations.awaitLicense(queries, organization);
            for (int i = 0; i < SAMPLES / 5; i++) {
                sample(commands, queries, organization, i);
            }
            var nanos = new long[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                nanos[i] = sample(commands, queries, organization, i);
            }
            java.util.Arrays.sort(nanos);
            System.out.println(String.format(
                    Locale.ROOT,
                    "Command to visible, %,d samples: p50 %.2f ms, p99 %.2f ms, worst %.2f ms",
                    SAMPLES,
                    nanos[SAMPLES / 2] / 1e6,
                    nanos[SAMPLES * 99 / 100] / 1e6,
                    nanos[SAMPLES - 1] / 1e6));
        } finally {
            Directories.delete(directory);
        }
    }

    private static long sample(
            CommandGateway commands, QueryGateway queries, Organizations.Registered organization, int number) {
        var begin = System.nanoTime();
        var seats = new Seats(10 + number % 1_000);
        var receipt = EmbeddedSuite.send(
                commands,
                organization.organizationId(),
                new ChangeSeatLimit(organization.licenseId(), organization.organizationId(), seats));
        var query = new FindOrganization(organization.organizationId(), null);
        var view = EmbeddedSuite.ask(queries, query, OrganizationView.class, receipt.position());
        var took = System.nanoTime() - begin;
        if (view.license() == null || !view.license().seats().equals(seats)) {
            throw new IllegalStateException("not visible: " + view);
        }
        return took;
    }
}
