package dev.nanokit.provider;

import dev.nanokit.model.Mount;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Service;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the fields that {@link Workload} reads: the two stand together. */
final class WorkloadFields {

    private final SortedMap<String, Value> fields = new TreeMap<>();

    WorkloadFields service(Service service, Metadata metadata) {
        image(service.image());
        list(Workload.COMMAND, service.command());
        service.env().forEach((name, value) -> fields.put(Workload.ENV + name, metadata.linked(value)));
        service.secrets().forEach((name, value) -> fields.put(Workload.ENV + name, new Value.Secret(value)));
        service.expose().ifPresent(port -> fields.put(Workload.EXPOSE, Value.of(port.toString())));
        service.port().ifPresent(port -> fields.put(Workload.PORT, Value.of(port.toString())));
        service.cpu().ifPresent(cpu -> fields.put(Workload.CPU, Value.of(cpu.toString())));
        service.memory().ifPresent(size -> fields.put(Workload.MEMORY, Value.of(Long.toString(size.bytes()))));
        service.mounts().forEach(this::mount);
        return this;
    }

    WorkloadFields image(String image) {
        fields.put(Workload.IMAGE, Value.of(image));
        return this;
    }

    /** In place of an image that is named. */
    WorkloadFields built(Map<String, Value> image) {
        fields.putAll(image);
        return this;
    }

    WorkloadFields command(List<String> words) {
        list(Workload.COMMAND, words);
        return this;
    }

    WorkloadFields env(Map<String, Value> variables) {
        variables.forEach((name, value) -> fields.putIfAbsent(Workload.ENV + name, value));
        return this;
    }

    WorkloadFields volume(Slot volume, String target) {
        fields.put(Workload.MOUNT + target, new Value.Reference(volume, "name"));
        return this;
    }

    WorkloadFields aliases(List<String> names) {
        list(Workload.ALIAS, names);
        return this;
    }

    WorkloadFields network(Value network) {
        fields.put(Workload.NETWORK, network);
        return this;
    }

    WorkloadFields instances(int count) {
        fields.put(Workload.INSTANCES, Value.of(Integer.toString(count)));
        return this;
    }

    WorkloadFields expose(int port) {
        fields.put(Workload.EXPOSE, Value.of(Integer.toString(port)));
        return this;
    }

    WorkloadFields check(Probe probe) {
        if (probe instanceof Probe.Command command) {
            list(Workload.CHECK, command.words());
        }
        return this;
    }

    SortedMap<String, Value> build() {
        return fields;
    }

    private void mount(Mount mount) {
        String prefix = mount.readOnly() ? Workload.READ_ONLY_MOUNT : Workload.MOUNT;
        Value source = mount.isNamedVolume()
                ? new Value.Reference(new Slot(ResourceKind.VOLUME, mount.source()), "name")
                : Value.of(mount.source());
        fields.put(prefix + mount.target(), source);
    }

    private void list(String list, List<String> items) {
        for (int index = 0; index < items.size(); index++) {
            fields.put(Workload.item(list, index), Value.of(items.get(index)));
        }
    }
}
