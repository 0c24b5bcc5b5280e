package com.avaone.web.organization;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.SelectProducts;
import com.avaone.web.kernel.Commands;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Carries out what the form that edits an organization asks for. */
@Component
class Edition {

    private final Commands commands;
    private final Organizations organizations;

    Edition(Commands commands, Organizations organizations) {
        this.commands = commands;
        this.organizations = organizations;
    }

    /** Everything is judged before anything is sent; each command acts on the version that the one before left. */
    Receipt carryOut(OrganizationId id, EditOrganizationRequest form, long version) {
        var changes = List.of(
                new ChangeProfile(id, form.toProfile(organizations.today())),
                new SelectProducts(id, form.toProducts()),
                new ChangeSettings(id, form.toSettings()));
        var receipt = new Receipt(id.value(), version, 0);
        for (var change : changes) {
            receipt = commands.send(change, null, null, OptionalLong.of(receipt.version()));
        }
        return receipt;
    }
}
