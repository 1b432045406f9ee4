package dev.nanokit.provider;

import dev.nanokit.model.Hooks;
import dev.nanokit.model.Service;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs around the life of a service, made of what it runs: {@code install} and {@code prestart} come before its
 * instances, {@code poststart} when these are ready, {@code poststop} waits until the last of them has gone.
 */
final class ServiceJobs {

    private final Service service;
    private final ResourceSpec like;
    private final List<ResourceSpec> specs = new ArrayList<>();

    /** The spec is what runs, with what it needs but these jobs. */
    ServiceJobs(Service service, ResourceSpec like) {
        this.service = service;
        this.like = like;
    }

    /** {@return the jobs that come first, each after the one before} */
    List<ResourceSpec> first() {
        service.install().ifPresent(words -> add("install", words, last()));
        number("prestart", service.hooks().prestart(), List.of());
        return List.copyOf(specs);
    }

    /** {@return the jobs that come after what runs, each after the one before} */
    List<ResourceSpec> after(List<Slot> ready) {
        number("poststart", service.hooks().poststart(), ready);
        return List.copyOf(specs);
    }

    /** {@return the jobs for the end} */
    List<ResourceSpec> atEnd() {
        number("poststop", service.hooks().poststop(), List.of());
        return specs.stream()
                .map(spec -> spec.toBuilder().trait(Trait.RUNS_AT_END).build())
                .toList();
    }

    private void number(String name, List<Hooks.Hook> hooks, List<Slot> needs) {
        int number = 0;
        for (Hooks.Hook hook : hooks) {
            number++;
            List<Slot> all = new ArrayList<>(needs);
            all.addAll(last());
            add(name + "-" + number, hook.words(), all);
        }
    }

    private void add(String name, List<String> words, List<Slot> needs) {
        Slot slot = new Slot(ResourceKind.JOB, service.name() + "." + name);
        specs.add(Workload.job(like, slot, words).toBuilder().needs(needs).build());
    }

    private List<Slot> last() {
        return specs.isEmpty() ? List.of() : List.of(specs.get(specs.size() - 1).slot());
    }
}
