package dev.nanokit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A file that chance wrote: up to five services, each depending only on earlier ones, with every property that decides how
 * they are brought from one state to another; a database, a volume, a command at set times. Parts can be left out, so that
 * a failing one is made smaller.
 */
final class GeneratedFile {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    private final List<Part> parts;

    private GeneratedFile(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** One service, or what stands beside them; the lines are its own. */
    private record Part(String block, String name, List<String> lines, List<String> needs, boolean holdsPort) {}

    /**
     * Ports move about between services. Not where services are changed in place, nor to what a rolling holder depends on:
     * a port cannot move so without a gap, and is refused.
     */
    static GeneratedFile of(Random random, Fakes kind) {
        List<Part> parts = new ArrayList<>();
        List<Integer> ports = new ArrayList<>(kind == Fakes.INSTANCES ? List.of(8001, 8002, 8003) : List.of());
        boolean hasDatabase = random.nextBoolean();
        boolean hasVolume = random.nextInt(3) == 0;
        List<Part> earlier = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextInt(4) == 0 && !(name.equals("e") && earlier.isEmpty())) {
                continue;
            }
            List<String> lines = new ArrayList<>(List.of("image: " + name + ":" + random.nextInt(2)));
            boolean fixed = !ports.isEmpty() && random.nextInt(3) == 0;
            boolean rolling = !fixed && random.nextBoolean();
            if (fixed) {
                lines.add("port: " + ports.remove(random.nextInt(ports.size())));
            } else {
                lines.add("expose: 80");
                lines.add("instances: " + random.nextInt(4));
            }
            add(lines, rolling, "updateStrategy: rolling");
            add(lines, random.nextBoolean(), "host: " + name + ".localhost");
            add(lines, random.nextInt(3) == 0, "env: { COLOR: '" + random.nextInt(2) + "' }");
            add(lines, random.nextInt(5) == 0, "memory: " + (1 + random.nextInt(2)) + "gb");
            add(lines, random.nextInt(4) == 0, "hooks: { prestart: m" + random.nextInt(2) + ", poststart: w }");
            add(lines, random.nextInt(6) == 0, "provisioning: { install: i" + random.nextInt(2) + " }");
            add(lines, random.nextInt(6) == 0, "hooks: { prestop: d, poststop: t" + random.nextInt(2) + " }");
            lines.removeIf(line -> line.startsWith("hooks") && !line.equals(firstHooks(lines)));
            add(lines, hasVolume && random.nextInt(3) == 0, "volumes: ['files:/srv']");
            List<String> needs = new ArrayList<>();
            for (Part one : earlier) {
                if (random.nextInt(3) == 0 && !(rolling && one.holdsPort())) {
                    needs.add(one.name());
                }
            }
            if (hasDatabase && random.nextBoolean()) {
                needs.add("main");
            }
            Part part = new Part("services", name, lines, needs, fixed);
            earlier.add(part);
            parts.add(part);
        }
        if (hasDatabase) {
            String version = Integer.toString(15 + random.nextInt(2));
            List<String> lines = List.of("engine: postgres", "version: '" + version + "'", "rootPassword: secret");
            parts.add(new Part("databases", "main", lines, List.of(), false));
        }
        if (hasVolume) {
            parts.add(new Part("volumes", "files", List.of(), List.of(), false));
        }
        if (random.nextInt(4) == 0) {
            String first = earlier.get(0).name();
            List<String> lines =
                    List.of("schedule: '" + random.nextInt(2) + " 2 * * *'", "command: r", "service: " + first);
            parts.add(new Part("cron", "nightly", lines, List.of(), false));
        }
        return new GeneratedFile(parts);
    }

    private static String firstHooks(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("hooks"))
                .findFirst()
                .orElse("");
    }

    private static void add(List<String> lines, boolean wanted, String line) {
        if (wanted) {
            lines.add(line);
        }
    }

    /** {@return files that lack one thing of this each: a line, or a whole part that nothing else names} */
    List<GeneratedFile> smaller() {
        List<GeneratedFile> smaller = new ArrayList<>();
        for (Part part : parts) {
            boolean isNamed = parts.stream()
                    .anyMatch(other -> other.needs().contains(part.name())
                            || other.lines().contains("service: " + part.name())
                            || (part.block().equals("volumes")
                                    && String.join("", other.lines()).contains("files:")));
            if (!isNamed && parts.size() > 1) {
                smaller.add(without(part, part.lines().size(), true));
            }
            for (int line = part.block().equals("services") ? 1 : 9;
                    line < part.lines().size();
                    line++) {
                smaller.add(without(part, line, false));
            }
        }
        return smaller.stream()
                .filter(file -> file.text().contains("services:"))
                .toList();
    }

    private GeneratedFile without(Part part, int line, boolean whole) {
        List<Part> rest = new ArrayList<>(parts);
        int place = rest.indexOf(part);
        rest.remove(place);
        if (!whole) {
            List<String> lines = new ArrayList<>(part.lines());
            lines.remove(line);
            rest.add(place, new Part(part.block(), part.name(), lines, part.needs(), part.holdsPort()));
        }
        return new GeneratedFile(rest);
    }

    String text() {
        StringBuilder yaml = new StringBuilder("name: shop\n");
        for (String block : List.of("services", "databases", "volumes", "cron")) {
            List<Part> mine =
                    parts.stream().filter(part -> part.block().equals(block)).toList();
            if (!mine.isEmpty()) {
                yaml.append(block).append(":\n");
            }
            for (Part part : mine) {
                yaml.append("  ").append(part.name()).append(part.lines().isEmpty() ? ": {}\n" : ":\n");
                part.lines().forEach(line -> yaml.append("    ").append(line).append('\n'));
                if (!part.needs().isEmpty()) {
                    yaml.append("    depends_on: ").append(part.needs()).append('\n');
                }
            }
        }
        return yaml.toString();
    }
}
