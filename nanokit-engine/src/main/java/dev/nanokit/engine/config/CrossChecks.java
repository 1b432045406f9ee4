package dev.nanokit.engine.config;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Mount;
import dev.nanokit.model.Name;
import dev.nanokit.model.Network;
import dev.nanokit.model.Positions;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import dev.nanokit.model.SourcePosition;
import dev.nanokit.model.UpdateStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one block alone cannot see. */
final class CrossChecks {

    private static final String PRIVATE =
            "the service is in private networks only, which nothing outside leads into; add a public one";

    private final Project project;
    private final Problems problems;

    CrossChecks(Project project, Problems problems) {
        this.project = project;
        this.problems = problems;
    }

    void check() {
        names();
        ports();
        hosts();
        dependencies();
        circles();
        mounts();
        networks();
        privacy();
        cron();
    }

    /** Names become DNS names and resource names: what two of them become must differ. */
    private void names() {
        Map<String, String> taken = new HashMap<>();
        project.services().forEach((name, it) -> name(taken, "services", name, it.positions()));
        project.databases().forEach((name, it) -> name(taken, "databases", name, it.positions()));
        project.volumes().forEach((name, it) -> name(taken, "volumes", name, it.positions()));
    }

    private void name(Map<String, String> taken, String block, Name name, Positions positions) {
        String key = block + "." + name;
        String other = taken.putIfAbsent(name.inHostNames(), key);
        if (other != null) {
            problems.add(
                    "spec.name-clash",
                    positions.own(),
                    key,
                    "'" + name + "' and " + other
                            + " have the same name on a platform; services, databases and volumes need names of their own");
        }
    }

    private void ports() {
        Map<Integer, String> taken = new HashMap<>();
        boolean routed = project.services().values().stream()
                .anyMatch(service -> !service.hosts().isEmpty());
        if (routed) {
            taken.put(project.gateway().httpPort().number(), "gatewayPort");
        }
        for (Service service : project.services().values()) {
            service.port().ifPresent(port -> {
                String key = key(service, "port");
                SourcePosition place = service.positions().at("port");
                String other = taken.putIfAbsent(port.number(), key);
                if (other != null) {
                    problems.add("spec.port-clash", place, key, "port " + port + " is taken by " + other);
                }
                if (service.instances() > 1) {
                    problems.add(
                            "spec.port-shared",
                            place,
                            key,
                            "a fixed port can be held by one instance only, and there are " + service.instances()
                                    + "; use host, which the gateway shares out");
                }
                if (service.updateStrategy() == UpdateStrategy.ROLLING) {
                    problems.add(
                            "spec.port-shared",
                            place,
                            key,
                            "a fixed port can be held by one version only, and updateStrategy rolling runs two at a time; use host, or recreate");
                }
            });
        }
    }

    private void hosts() {
        Map<String, String> taken = new HashMap<>();
        for (Service service : project.services().values()) {
            SourcePosition place = service.positions().at("host");
            for (String host : service.hosts()) {
                String other = taken.putIfAbsent(host, key(service, "host"));
                if (other != null) {
                    problems.add(
                            "spec.host-clash", place, key(service, "host"), "host " + host + " is taken by " + other);
                }
            }
            if (!service.hosts().isEmpty() && service.expose().isEmpty()) {
                problems.add(
                        "spec.missing",
                        place,
                        key(service, "expose"),
                        "a service with a host needs expose: the port that it listens on");
            }
        }
    }

    private void dependencies() {
        Set<String> known = new LinkedHashSet<>();
        project.services().keySet().forEach(name -> known.add(name.value()));
        project.databases().keySet().forEach(name -> known.add(name.value()));
        for (Service service : project.services().values()) {
            for (Name name : service.dependsOn()) {
                if (!known.contains(name.value())) {
                    String where = service.env().entrySet().stream()
                            .filter(variable -> variable.getValue().equals("db://" + name))
                            .findFirst()
                            .map(variable -> "env." + variable.getKey())
                            .orElse("depends_on");
                    unknown(
                            Problem.of(
                                    "spec.unknown-dependency",
                                    service.positions().at(where.startsWith("env.") ? "env" : where),
                                    key(service, where),
                                    "there is no service or database '" + name + "'"),
                            name.value(),
                            known);
                }
            }
        }
    }

    private void circles() {
        Map<Name, Set<Name>> open = new LinkedHashMap<>();
        project.services()
                .forEach((name, service) -> open.put(
                        name,
                        service.dependsOn().stream()
                                .filter(project.services()::containsKey)
                                .collect(Collectors.toCollection(LinkedHashSet::new))));
        boolean moved = true;
        while (moved) {
            Set<Name> free = open.entrySet().stream()
                    .filter(entry -> entry.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            moved = open.keySet().removeAll(free);
            open.values().forEach(needs -> needs.removeAll(free));
        }
        while (!open.isEmpty()) {
            List<Name> circle = circle(open);
            Service first = java.util.Objects.requireNonNull(project.services().get(circle.get(0)));
            problems.add(
                    "spec.circle",
                    first.positions().at("depends_on"),
                    key(first, "depends_on"),
                    "these depend on each other in a circle: "
                            + circle.stream().map(Name::value).collect(Collectors.joining(" -> ")) + " -> "
                            + circle.get(0));
            open.keySet().removeAll(circle);
            open.values().forEach(needs -> needs.removeAll(circle));
            open.values().removeIf(Set::isEmpty);
        }
    }

    private static List<Name> circle(Map<Name, Set<Name>> open) {
        List<Name> path = new ArrayList<>();
        Set<Name> seen = new HashSet<>();
        Name name = open.keySet().iterator().next();
        while (seen.add(name)) {
            path.add(name);
            name = java.util.Objects.requireNonNull(open.get(name)).iterator().next();
        }
        return path.subList(path.indexOf(name), path.size());
    }

    private void mounts() {
        Set<String> known = project.volumes().keySet().stream().map(Name::value).collect(Collectors.toSet());
        for (Service service : project.services().values()) {
            Set<String> targets = new HashSet<>();
            for (Mount mount : service.mounts()) {
                SourcePosition place = service.positions().at("volumes");
                if (mount.isNamedVolume() && !known.contains(mount.source())) {
                    unknown(
                            Problem.of(
                                    "spec.unknown-volume",
                                    place,
                                    key(service, "volumes"),
                                    "volume '" + mount.source() + "' is not declared under volumes"),
                            mount.source(),
                            known);
                }
                if (!targets.add(mount.target())) {
                    problems.add(
                            "spec.value",
                            place,
                            key(service, "volumes"),
                            "two volumes are mounted at " + mount.target());
                }
            }
        }
    }

    private void networks() {
        Set<String> known =
                project.networks().keySet().stream().map(Name::value).collect(Collectors.toSet());
        for (Service service : project.services().values()) {
            for (Name network : service.networks()) {
                if (!known.contains(network.value())) {
                    unknown(
                            Problem.of(
                                    "spec.unknown-network",
                                    service.positions().at("networks"),
                                    key(service, "networks"),
                                    "network '" + network + "' is not declared under networks"),
                            network.value(),
                            known);
                }
            }
        }
    }

    /** Nothing outside leads into a private network, neither the gateway nor a port of the host. */
    private void privacy() {
        for (Service service : project.services().values()) {
            boolean isPrivate = !service.networks().isEmpty()
                    && service.networks().stream()
                            .map(project.networks()::get)
                            .allMatch(network -> network != null && network.visibility() == Network.Visibility.PRIVATE);
            if (isPrivate && !service.hosts().isEmpty()) {
                problems.add("spec.private", service.positions().at("host"), key(service, "host"), PRIVATE);
            }
            if (isPrivate && service.port().isPresent()) {
                problems.add("spec.private", service.positions().at("port"), key(service, "port"), PRIVATE);
            }
        }
    }

    private void cron() {
        Set<String> known =
                project.services().keySet().stream().map(Name::value).collect(Collectors.toSet());
        project.cron().values().forEach(job -> job.service()
                .filter(name -> !known.contains(name.value()))
                .ifPresent(name -> unknown(
                        Problem.of(
                                "spec.unknown-service",
                                job.positions().at("service"),
                                "cron." + job.name() + ".service",
                                "there is no service '" + name + "'"),
                        name.value(),
                        known)));
    }

    private void unknown(Problem problem, String name, Set<String> known) {
        problems.add(Suggestion.nearest(name, known)
                .map(near -> problem.withHint("did you mean '" + near + "'?"))
                .orElse(problem));
    }

    private static String key(Service service, String key) {
        return "services." + service.name() + "." + key;
    }
}
