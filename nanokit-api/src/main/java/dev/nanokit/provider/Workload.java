package dev.nanokit.provider;

import dev.nanokit.model.Cpu;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Mount;
import dev.nanokit.model.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The typed view of the fields that {@link StandardDesign} gives to whatever runs: a provider's translator reads this
 * rather than field names. Immutable and thread-safe; its text form shows no values.
 *
 * @param image the image to run
 * @param command the command in place of the image's own; empty for the image's own
 * @param env environment variables by name; secrets among them
 * @param expose the port that the program listens on
 * @param port the fixed port on the host
 * @param cpu the processor limit
 * @param memory the memory limit
 * @param mounts what it sees; the source of a named volume is the volume's name on the platform
 * @param checkCommand command of a health check that the platform runs; empty if the platform runs none
 * @param aliases names under which siblings reach it
 * @param network name or id of the network to join; empty text if the design sets none
 * @param instances how many instances a service wants; 1 for a single instance
 */
public record Workload(
        String image,
        List<String> command,
        SortedMap<String, Resolved> env,
        Optional<Port> expose,
        Optional<Port> port,
        Optional<Cpu> cpu,
        Optional<MemorySize> memory,
        List<Mount> mounts,
        List<String> checkCommand,
        List<String> aliases,
        String network,
        int instances) {

    static final String IMAGE = "image";
    static final String COMMAND = "command";
    static final String ENV = "env.";
    static final String EXPOSE = "expose";
    static final String PORT = "port";
    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String MOUNT = "mount.";
    static final String READ_ONLY_MOUNT = "mount-ro.";
    static final String CHECK = "check";
    static final String ALIAS = "alias";
    static final String NETWORK = "network";
    static final String INSTANCES = "instances";

    /** How the part of a slot's name begins that a job has which nobody planned. */
    public static final String ONE_OFF = "run-";

    private static final String OF_SERVER = "of-service.";

    private static final List<String> OF_SERVERS = List.of(EXPOSE, PORT, CHECK, ALIAS, INSTANCES, COMMAND);

    /**
     * Reads the fields.
     *
     * @param values a spec's fields with references and secrets filled in, see {@link Wanted#values()}
     * @return the typed view
     */
    public static Workload of(SortedMap<String, Resolved> values) {
        SortedMap<String, Resolved> env = new TreeMap<>();
        List<Mount> mounts = new ArrayList<>();
        for (Map.Entry<String, Resolved> field : values.entrySet()) {
            String name = field.getKey();
            if (name.startsWith(ENV)) {
                env.put(name.substring(ENV.length()), field.getValue());
            } else if (name.startsWith(MOUNT)) {
                mounts.add(new Mount(field.getValue().text(), name.substring(MOUNT.length()), false));
            } else if (name.startsWith(READ_ONLY_MOUNT)) {
                mounts.add(new Mount(field.getValue().text(), name.substring(READ_ONLY_MOUNT.length()), true));
            }
        }
        return new Workload(
                text(values, IMAGE).orElse(""),
                list(values, COMMAND),
                env,
                text(values, EXPOSE).map(Integer::valueOf).map(Port::new),
                text(values, PORT).map(Integer::valueOf).map(Port::new),
                text(values, CPU).map(Cpu::parse),
                text(values, MEMORY).map(bytes -> new MemorySize(Long.parseLong(bytes))),
                List.copyOf(mounts),
                list(values, CHECK),
                list(values, ALIAS),
                text(values, NETWORK).orElse(""),
                text(values, INSTANCES).map(Integer::valueOf).orElse(1));
    }

    /**
     * Tells whether a field only says how many instances run, so that a change of it is no new version.
     *
     * @param field a field's name
     * @return whether it only scales
     */
    public static boolean isScaling(String field) {
        return field.equals(INSTANCES);
    }

    /**
     * Makes a job of what runs: its image, variables, network and volumes with another command, without ports, names,
     * checks and claims. What it leaves out still counts for its fingerprint, names and number of instances aside, so that
     * another version of what runs is another job.
     *
     * @param like the spec of an instance or service
     * @param slot the job's place
     * @param command the command and its arguments
     * @return the job's spec
     */
    public static ResourceSpec job(ResourceSpec like, Slot slot, List<String> command) {
        SortedMap<String, Value> fields = new TreeMap<>(like.fields());
        like.fields().forEach((field, value) -> {
            if (OF_SERVERS.stream().anyMatch(name -> isField(name, field))) {
                fields.remove(field);
                if (!isField(ALIAS, field) && !isScaling(field)) {
                    fields.put(OF_SERVER + field, value);
                }
            }
        });
        for (int index = 0; index < command.size(); index++) {
            fields.put(item(COMMAND, index), Value.of(command.get(index)));
        }
        ResourceSpecBuilder job = ResourceSpec.builder(slot)
                .fields(fields)
                .needs(like.needs())
                .handling(Handling.standard()
                        .withVariables(like.handling().variables())
                        .withNotes(like.handling().notes()));
        like.position().ifPresent(job::position);
        return job.build();
    }

    private static boolean isField(String name, String field) {
        return field.equals(name) || field.startsWith(name + ".");
    }

    static String item(String list, int index) {
        return String.format(java.util.Locale.ROOT, "%s.%03d", list, index);
    }

    static Optional<String> text(SortedMap<String, Resolved> values, String field) {
        return Optional.ofNullable(values.get(field)).map(Resolved::text);
    }

    static List<String> list(SortedMap<String, Resolved> values, String list) {
        List<String> items = new ArrayList<>();
        for (int index = 0; values.containsKey(item(list, index)); index++) {
            text(values, item(list, index)).ifPresent(items::add);
        }
        return List.copyOf(items);
    }

    @Override
    public String toString() {
        return "workload of " + image;
    }
}
