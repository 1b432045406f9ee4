package dev.nanokit.provider;

import java.util.Collection;
import java.util.Map;

/** Tells whether instances or services are ready. */
public interface HealthMonitoring {

    /**
     * Looks once, at many. Asked again and again while the engine waits, so it must be cheap: one call for all where
     * the platform has such.
     *
     * @param whom what to look at, with the check of each
     * @return an answer for each; one that is gone is {@link Health.Dead}
     */
    Map<PlatformId, Health> look(Collection<Watched> whom);
}
