package com.avaone.web.kernel;

import com.avaone.api.user.FirstAdmin;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Says on standard output where the suite is and, at the first start only, who can sign in. The password is not logged: standard output is
 * where whoever started the suite looks, a log is kept.
 */
@Component
class StartBanner {

    private final AvaoneProperties properties;
    private final PrintStream out = System.out;

    private @Nullable FirstAdmin firstAdmin;
    private @Nullable String address;

    StartBanner(AvaoneProperties properties) {
        this.properties = properties;
    }

    @EventListener
    synchronized void firstAdmin(FirstAdmin admin) {
        firstAdmin = admin;
        if (address != null) {
            print(); // the suite was up before its first admin could be made
        }
    }

    @EventListener
    @Order
    synchronized void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            address = properties.isHttps()
                    ? properties.publicUrl().toString()
                    : "http://localhost:" + web.getWebServer().getPort();
            print();
        }
    }

    private void print() {
        var text =
                new StringBuilder("\n  Avaone Suite is ready: ").append(address).append('\n');
        var admin = firstAdmin;
        if (admin != null) {
            text.append("\n  First system admin: ").append(admin.email()).append('\n');
            if (admin.generatedPassword() == null) {
                text.append("  Password: the one in AVAONE_ADMIN_PASSWORD\n");
            } else {
                text.append("  Password: ").append(admin.generatedPassword()).append("   (shown this once)\n");
            }
            text.append("\n  Three things to try:\n")
                    .append("    1. Open ")
                    .append(address)
                    .append("/admin/organizations/new and create an organization with a license.\n")
                    .append(
                            "    2. Open it in two windows, suspend and renew its license, and watch the other window.\n")
                    .append("    3. Kill this process with kill -9, start it again, and find everything there.\n");
        }
        firstAdmin = null;
        out.println(text);
        out.flush();
    }
}
