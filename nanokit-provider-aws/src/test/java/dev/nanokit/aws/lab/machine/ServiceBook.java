package dev.nanokit.aws.lab.machine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All services that are to be seen; those that were deleted for an hour, as on AWS. Guarded by the machine's lock. */
final class ServiceBook {

    private final Map<String, EcsService> services = new LinkedHashMap<>();
    private final Timeline timeline;
    private final Pace pace;

    ServiceBook(Timeline timeline, Pace pace) {
        this.timeline = timeline;
        this.pace = pace;
    }

    void add(EcsService service) {
        services.put(service.arn, service);
    }

    private boolean forgotten(EcsService service) {
        return service.inactive()
                && service.deletedAt()
                        .filter(at -> at.plus(pace.stoppedVisible()).isBefore(timeline.now()))
                        .isPresent();
    }

    /** {@return a service, also one that AWS no longer shows} */
    Optional<EcsService> known(String arn) {
        return Optional.ofNullable(services.get(arn));
    }

    Optional<EcsService> find(String arn) {
        return known(arn).filter(service -> !forgotten(service));
    }

    Stream<EcsService> in(String clusterArn) {
        return List.copyOf(services.values()).stream().filter(it -> it.clusterArn.equals(clusterArn) && !forgotten(it));
    }

    Stream<EcsService> all() {
        return List.copyOf(services.values()).stream();
    }
}
