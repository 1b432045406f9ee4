package dev.nanokit.sample.process;

import dev.nanokit.provider.Wanted;
import dev.nanokit.provider.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process is started with, as its entry keeps it. The text form shows no values, as secrets are among them.
 *
 * @param command the command and its arguments
 * @param env variables beside those of the program that starts it
 */
record Invocation(List<String> command, Map<String, String> env) {

    private static final String COMMAND = "command.";
    private static final String ENV = "env.";

    Invocation {
        command = List.copyOf(command);
        env = Map.copyOf(env);
    }

    /** {@return what a spec says, with what only this provider knows} */
    static Invocation of(Wanted wanted) {
        Map<String, String> env = new TreeMap<>();
        wanted.environment().forEach((name, value) -> env.put(name, value.text()));
        env.put("NANOKIT_INSTANCE_ID", wanted.name());
        env.put("NANOKIT_PRIVATE_IP", "127.0.0.1");
        return new Invocation(Workload.of(wanted.values()).command(), env);
    }

    /** {@return what an entry keeps} */
    static Invocation of(Registry.Entry entry) {
        List<String> command = new ArrayList<>();
        for (int index = 0; entry.facts().containsKey(COMMAND + index); index++) {
            command.add(entry.fact(COMMAND + index));
        }
        Map<String, String> env = new TreeMap<>();
        entry.facts().forEach((key, value) -> {
            if (key.startsWith(ENV)) {
                env.put(key.substring(ENV.length()), value);
            }
        });
        return new Invocation(command, env);
    }

    Invocation with(String variable, String value) {
        Map<String, String> changed = new TreeMap<>(env);
        changed.put(variable, value);
        return new Invocation(command, changed);
    }

    /** {@return the same environment for another command} */
    Invocation running(List<String> other) {
        return new Invocation(other, env);
    }

    /** {@return what an entry is to keep} */
    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        for (int index = 0; index < command.size(); index++) {
            facts.put(COMMAND + index, command.get(index));
        }
        env.forEach((name, value) -> facts.put(ENV + name, value));
        return facts;
    }

    @Override
    public String toString() {
        return "invocation of " + command.size() + " words";
    }
}
