package org.example.embedded;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The platform: programs by name. It outlives every session, as a real one does. Thread-safe. */
final class Platform {

    private final ConcurrentMap<String, Program> programs = new ConcurrentSkipListMap<>();

    Collection<Program> all() {
        return programs.values();
    }

    Optional<Program> find(String name) {
        return Optional.ofNullable(programs.get(name));
    }

    /** {@return whether it was added; not if the name is taken} */
    boolean add(Program program) {
        return programs.putIfAbsent(program.name(), program) == null;
    }

    void remove(Program program) {
        program.stop();
        programs.remove(program.name(), program);
    }
}
