package dev.nanokit.engine.config;

import dev.nanokit.model.Build;
import dev.nanokit.model.Cpu;
import dev.nanokit.model.MemorySize;
import dev.nanokit.model.Mount;
import dev.nanokit.model.Name;
import dev.nanokit.model.Port;
import dev.nanokit.model.Service;
import dev.nanokit.model.ServiceBuilder;
import dev.nanokit.model.UpdateStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code services}. */
final class ServicesBlock implements Block {

    private static final int MOST_INSTANCES = 10_000;
    private static final String LINK = "db://";

    @Override
    public void read(Keys file, Draft draft) {
        SecretsReader secrets = new SecretsReader(file, draft);
        file.named("services").forEach((name, keys) -> read(name, keys, draft, secrets));
    }

    private static void read(Name name, Keys keys, Draft draft, SecretsReader secrets) {
        Optional<String> image = keys.text("image");
        Optional<Build> build = BuildReader.read(keys, draft.folder());
        if (image.isEmpty()
                && build.isEmpty()
                && keys.node("image").isEmpty()
                && keys.node("build").isEmpty()) {
            keys.problem("spec.missing", "image", "service '" + name + "' needs an image, a runtime or a build");
        }
        ServiceBuilder service = Service.builder(name, image.orElse("")).positions(keys.positions());
        build.ifPresent(service::build);
        keys.text("runtime").ifPresent(service::runtime);
        keys.text("path").ifPresent(service::path);
        CommandWords.read(keys, "start").ifPresent(service::command);
        keys.integer("port", 1, 65535).map(Port::new).ifPresent(service::port);
        keys.integer("expose", 1, 65535).map(Port::new).ifPresent(service::expose);
        service.hosts(hosts(keys));
        env(keys, service);
        secrets.read(name, keys, service);
        service.dependsOn(dependsOn(keys));
        service.networks(names(keys, "networks"));
        size(keys, service);
        keys.map("provisioning").ifPresent(provisioning -> {
            CommandWords.read(provisioning, "install").ifPresent(service::install);
            provisioning.end();
        });
        service.hooks(HooksReader.read(keys));
        for (String text : keys.texts("volumes")) {
            mount(keys, text, draft).ifPresent(service::mount);
        }
        Optional<Port> listens = service.build().expose();
        keys.map("healthcheck")
                .flatMap(check -> new HealthCheckReader(check, listens).read())
                .ifPresent(service::healthCheck);
        keys.end();
        draft.project().service(service.build());
    }

    private static void size(Keys keys, ServiceBuilder service) {
        keys.integer("instances", 0, MOST_INSTANCES).ifPresent(service::instances);
        ScaleReader.read(keys).ifPresent(service::scale);
        keys.parsed("cpu", Cpu::parse).ifPresent(service::cpu);
        keys.parsed("memory", MemorySize::parse).ifPresent(service::memory);
        keys.parsed("updateStrategy", ServicesBlock::strategy).ifPresent(service::updateStrategy);
    }

    private static List<String> hosts(Keys keys) {
        List<String> hosts = new ArrayList<>();
        for (String text : keys.texts("host")) {
            for (String host : text.split(",", -1)) {
                String name = host.strip().toLowerCase(Locale.ROOT);
                if (name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
                    hosts.add(name);
                } else {
                    keys.problem(
                            "spec.value",
                            "host",
                            "found '" + host.strip() + "', expected a host name without scheme and port");
                }
            }
        }
        return hosts;
    }

    private static void env(Keys keys, ServiceBuilder service) {
        Optional<Keys> places = keys.map("env");
        keys.textMap("env").forEach((variable, value) -> {
            Keys env = places.orElseThrow();
            if (variable.startsWith("NANOKIT_")) {
                env.problem("spec.reserved", variable, "variables that begin with NANOKIT_ are set by Nanokit");
            } else if (!variable.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                env.problem("spec.name", variable, "'" + variable + "' is not the name of a variable");
            } else {
                service.env(variable, value);
            }
        });
    }

    /** A link to a database in a variable is a dependency too. */
    private static List<Name> dependsOn(Keys keys) {
        List<Name> names = new ArrayList<>(names(keys, "depends_on"));
        keys.textMap("env").forEach((variable, value) -> {
            if (value.startsWith(LINK)) {
                String name = value.substring(LINK.length());
                if (!Name.isValid(name)) {
                    keys.problem(
                            "spec.value", "env", "found '" + value + "', expected db:// and the name of a database");
                } else if (!names.contains(Name.of(name))) {
                    names.add(Name.of(name));
                }
            }
        });
        return names;
    }

    private static List<Name> names(Keys keys, String key) {
        List<Name> names = new ArrayList<>();
        for (String text : keys.texts(key)) {
            if (!Name.isValid(text)) {
                keys.problem("spec.name", key, "'" + text + "' is not a name");
            } else if (!names.contains(Name.of(text))) {
                names.add(Name.of(text));
            }
        }
        return names;
    }

    private static UpdateStrategy strategy(String text) {
        return switch (text) {
            case "recreate" -> UpdateStrategy.RECREATE;
            case "rolling" -> UpdateStrategy.ROLLING;
            default -> throw new IllegalArgumentException("found '" + text + "', expected recreate or rolling");
        };
    }

    private static Optional<Mount> mount(Keys keys, String text, Draft draft) {
        String[] parts = text.split(":", -1);
        boolean readOnly = parts.length == 3 && parts[2].equals("ro");
        boolean wellFormed = parts.length == 2 || (parts.length == 3 && (readOnly || parts[2].equals("rw")));
        if (!wellFormed || parts[0].isEmpty() || !parts[1].startsWith("/")) {
            keys.problem("spec.value", "volumes", "found '" + text + "', expected source:/target or source:/target:ro");
            return Optional.empty();
        }
        String source = parts[0];
        if (source.startsWith(".") || source.startsWith("~")) {
            Optional<String> resolved = resolve(keys, source, draft);
            if (resolved.isEmpty()) {
                return Optional.empty();
            }
            source = resolved.get();
        }
        return Optional.of(new Mount(source, parts[1], readOnly));
    }

    private static Optional<String> resolve(Keys keys, String source, Draft draft) {
        if (source.startsWith("~") || draft.folder().isEmpty()) {
            keys.problem(
                    "spec.value",
                    "volumes",
                    "found '" + source
                            + "', expected the name of a volume, an absolute path, or, in a file, a path that begins with ./");
            return Optional.empty();
        }
        return Optional.of(draft.folder().get().resolve(source).normalize().toString());
    }
}
