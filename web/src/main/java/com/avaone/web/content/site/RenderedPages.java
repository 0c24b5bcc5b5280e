package com.avaone.web.content.site;

import com.avaone.api.catalogue.CatalogueEvent;
import com.avaone.api.content.ContentEvent.ContentPublished;
import com.avaone.api.content.ContentEvent.ContentUnpublished;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.live.Followed;
import com.avaone.web.kernel.problem.RequestRefused;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Pages that were shown before, until an event changes what they are made of. What is made anew after an event waits for read models that know
 * of it. Where that is not possible, because they are away, the page of before is shown.
 */
@Component
class RenderedPages {

    private static final Logger LOG = LoggerFactory.getLogger(RenderedPages.class);

    private static final long MOST_BYTES = 32L << 20;
    private static final long QUIET = TimeUnit.SECONDS.toNanos(1);

    /** Which page, to whom: all on which its bytes depend beside the site. */
    record Key(String path, ContentLanguage language, Choice choice) {}

    private final Clock clock;
    private final Cache<Key, Rendered> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key _, Rendered page) -> page.size())
            .build();
    private final Set<Key> renewing = ConcurrentHashMap.newKeySet();

    /** Of the last event that concerns the site; negative while nobody follows the log, and nothing can be kept. */
    private volatile long position = -1;

    private volatile @Nullable Long failedAt;

    RenderedPages(Clock clock) {
        this.clock = clock;
    }

    @EventListener
    void hear(Followed news) {
        if (news.event() == null || concernsTheSite(news.event())) {
            position = news.position();
        }
    }

    private static boolean concernsTheSite(Object event) {
        return event instanceof ContentPublished
                || event instanceof ContentUnpublished
                || event instanceof CatalogueEvent;
    }

    /** Of the last event that concerns the site; negative while nobody follows the log. */
    long position() {
        return position;
    }

    /** The page; {@code render} makes it anew from read models that know of a position. */
    Rendered get(Key key, LongFunction<Rendered> render) {
        var wanted = position;
        if (wanted < 0) {
            return render.apply(0);
        }
        var kept = pages.getIfPresent(key);
        if (kept == null) {
            return rendered(key, render, wanted);
        }
        // One of those who ask makes it anew; the others are shown what there is meanwhile.
        if (kept.isGood(wanted, clock.instant()) || failedJustNow() || !renewing.add(key)) {
            return kept;
        }
        try {
            return rendered(key, render, wanted);
        } catch (RuntimeException failure) {
            if (isGone(failure)) {
                pages.invalidate(key);
                throw failure;
            }
            failedAt = System.nanoTime();
            LOG.warn("{} is shown as it was before: {}", key, failure.toString());
            return kept;
        } finally {
            renewing.remove(key);
        }
    }

    private Rendered rendered(Key key, LongFunction<Rendered> render, long wanted) {
        var made = render.apply(wanted);
        pages.put(key, made);
        return made;
    }

    private boolean failedJustNow() {
        var at = failedAt;
        return at != null && System.nanoTime() - at < QUIET;
    }

    /** Whether there is no such page any more, and not only nobody who could make it. */
    private static boolean isGone(RuntimeException failure) {
        return switch (failure) {
            case Rejected rejected -> rejected.rejection().kind() != Rule.Kind.UNAVAILABLE;
            case RequestRefused request -> !request.rule().status().is5xxServerError();
            default -> false;
        };
    }
}
