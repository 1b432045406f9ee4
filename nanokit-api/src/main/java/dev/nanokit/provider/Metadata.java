package dev.nanokit.provider;

import dev.nanokit.model.Database;
import dev.nanokit.model.Name;
import dev.nanokit.model.Project;
import dev.nanokit.model.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables that a service gets from us. Those that tell of what it depends on are compared, so that it follows a
 * change; those that only tell of siblings or of the instance itself are not, so that adding a service touches no other.
 */
final class Metadata {

    private static final String LINK = "db://";

    private final Project project;
    private final PlatformTraits platform;
    private final DatabaseVariables ofDatabases;
    private final Map<String, String> siblings;

    Metadata(Project project, PlatformTraits platform) {
        this.project = project;
        this.platform = platform;
        this.ofDatabases = new DatabaseVariables(project, platform);
        Map<String, String> all = new TreeMap<>();
        project.services().keySet().forEach(name -> all.putAll(sibling(name)));
        this.siblings = Map.copyOf(all);
    }

    Project project() {
        return project;
    }

    /** {@return variables that are part of the fingerprint} */
    Map<String, Value> compared(Service service) {
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put("NANOKIT_PROJECT", Value.of(project.name().value()));
        variables.put("NANOKIT_ENV", Value.of(project.environment().value()));
        variables.put("NANOKIT_SERVICE", Value.of(service.name().value()));
        variables.put("NANOKIT_PROVIDER", Value.of(platform.providerId()));
        List<Database> databases = new ArrayList<>();
        for (Name name : service.dependsOn()) {
            Database database = project.databases().get(name);
            if (database != null) {
                databases.add(database);
                variables.putAll(ofDatabases.of(database));
            } else {
                sibling(name).forEach((variable, text) -> variables.put(variable, Value.of(text)));
                variables.put(
                        "NANOKIT_ADDRESS_" + name.inVariables(),
                        Value.of(platform.internalAddress().apply(project, name)));
            }
        }
        if (databases.size() == 1) {
            variables.put("DATABASE_URL", ofDatabases.url(databases.get(0)));
        }
        return variables;
    }

    /** {@return a variable's value: the address of a database where it is a link to one} */
    Value linked(String text) {
        if (text.startsWith(LINK) && Name.isValid(text.substring(LINK.length()))) {
            Database database = project.databases().get(Name.of(text.substring(LINK.length())));
            if (database != null) {
                return ofDatabases.url(database);
            }
        }
        return Value.of(text);
    }

    /** {@return variables that are given at creation and never compared: the same ones for every service} */
    Map<String, String> variables() {
        return siblings;
    }

    /** {@return slots that the compared variables refer to} */
    Set<Slot> referred(Service service) {
        Set<Slot> slots = new LinkedHashSet<>();
        for (Value value : compared(service).values()) {
            for (Value part : value.parts()) {
                if (part instanceof Value.Reference reference) {
                    slots.add(reference.slot());
                }
            }
        }
        return slots;
    }

    private Map<String, String> sibling(Name name) {
        Service service = project.services().get(name);
        if (service == null) {
            return Map.of();
        }
        Map<String, String> variables = new TreeMap<>();
        String internal = "http://" + platform.internalAddress().apply(project, name);
        boolean listens = service.expose().isPresent();
        if (listens) {
            variables.put("NANOKIT_INTERNAL_URL_" + name.inVariables(), internal);
        }
        StandardDesign.publicUrl(project, service)
                .or(() -> listens ? java.util.Optional.of(internal) : java.util.Optional.empty())
                .ifPresent(url -> variables.put("NANOKIT_URL_" + name.inVariables(), url));
        return variables;
    }
}
