package dev.nanokit.testkit;

import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Workload;
import java.util.HashMap;
import java.util.Map;

/** How programs behave, by image, service or job. Guarded by the platform. */
final class Behaviours {

    private final Map<String, Behaviour> all = new HashMap<>();

    void put(String what, Behaviour behaviour) {
        all.put(what, behaviour);
    }

    /** An image wins over a service. */
    Behaviour of(String image, String service) {
        Behaviour byImage = all.get(image);
        return byImage != null ? byImage : ofService(service);
    }

    Behaviour ofService(String service) {
        return all.getOrDefault(service, Behaviour.healthy());
    }

    Behaviour of(FakeThing thing) {
        if (!thing.isOf(ResourceKind.JOB)) {
            return of(thing.values.getOrDefault("image", ""), thing.owner());
        }
        Behaviour byJob = all.get(thing.slot().name());
        Behaviour byOneOff = all.get(thing.owner() + ".run");
        boolean isOneOff = thing.slot().name().startsWith(thing.owner() + "." + Workload.ONE_OFF);
        return byJob != null ? byJob : byOneOff != null && isOneOff ? byOneOff : Behaviour.succeeds();
    }
}
