package com.avaone.benchmarks;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.organization.Slug;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;

/** Organizations made for a measurement. */
final class Organizations {

    private Organizations() {}

    record Registered(OrganizationId organizationId, LicenseId licenseId, long position) {}

    static Registered register(CommandGateway commands, int number) {
        var organizationId = OrganizationId.random();
        var licenseId = LicenseId.random();
        var email = new EmailAddress("mail@organization-%d.example".formatted(number));
        var profile = new OrganizationProfile(
                "Organization " + number, email, null, null, "Logistics", null, 2015, null, null, email);
        var receipt = EmbeddedSuite.send(
                commands,
                organizationId,
                new RegisterOrganization(
                        organizationId,
                        new Slug("organization-" + number),
                        profile,
                        Set.of(new ProductId("ava-cx")),
                        OrganizationSettings.DEFAULT,
                        licenseId,
                        new LicenseTerms(new Seats(25), LocalDate.of(2030, 12, 31), 14, List.of())));
        return new Registered(organizationId, licenseId, receipt.position());
    }

    static void awaitLicense(QueryGateway queries, Registered organization) throws InterruptedException {
        while (true) {
            try {
                var query = new FindOrganization(organization.organizationId(), null);
                var view = EmbeddedSuite.ask(queries, query, OrganizationView.class, organization.position());
                if (view.license() != null) {
                    return;
                }
            } catch (RuntimeException notYetThere) {
                // The read model has not seen the organization yet.
            }
            Thread.sleep(20);
        }
    }
}
