package dev.nanokit.testkit;

import dev.nanokit.model.Project;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets of the projects that a fake platform has seen. Thread-safe. */
final class Confided {

    private final Set<String> texts = ConcurrentHashMap.newKeySet();

    void note(Project project) {
        project.services()
                .values()
                .forEach(service -> service.secrets().values().forEach(secret -> texts.add(secret.reveal())));
        project.databases()
                .values()
                .forEach(database -> texts.add(database.rootPassword().reveal()));
    }

    Set<String> texts() {
        return Set.copyOf(texts);
    }
}
