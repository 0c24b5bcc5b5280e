package com.avaone.web.kernel.page;

import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.problem.RequestRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is sold; while the database is away, what was sold when it was last seen, so that nobody loses what they typed into a form. */
@Component
public class CatalogueInForce {

    private final Queries queries;
    private volatile @Nullable CatalogueVersion lastSeen;

    CatalogueInForce(Queries queries) {
        this.queries = queries;
    }

    /**
     * The version in force.
     *
     * @throws Rejected if there is none, or none was ever seen
     */
    public CatalogueVersion get() {
        try {
            var inForce = queries.ask(new FindCatalogue(null), CatalogueVersion.class);
            lastSeen = inForce;
            return inForce;
        } catch (Rejected | RequestRefused unanswered) {
            var seen = lastSeen;
            if (seen == null || isAnswer(unanswered)) {
                throw unanswered;
            }
            return seen;
        }
    }

    private static boolean isAnswer(RuntimeException unanswered) {
        return unanswered instanceof Rejected rejected && rejected.rejection().kind() != Rule.Kind.UNAVAILABLE;
    }
}
