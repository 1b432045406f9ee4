package dev.nanokit.model;

import java.util.List;

/**
 * Commands around the life of a service. Immutable and thread-safe.
 *
 * @param prestart once per new version, before it is started; a failure leaves the old version serving
 * @param poststart once per new version, when it is ready and routed
 * @param prestop in each instance before it is stopped
 * @param poststop once after the last instance has gone
 */
public record Hooks(List<Hook> prestart, List<Hook> poststart, List<Hook> prestop, List<Hook> poststop) {

    /** Copies the components. */
    public Hooks {
        prestart = List.copyOf(prestart);
        poststart = List.copyOf(poststart);
        prestop = List.copyOf(prestop);
        poststop = List.copyOf(poststop);
    }

    /**
     * One command.
     *
     * @param words the command and its arguments, at least one word
     */
    public record Hook(List<String> words) {
        /** Checks and copies the component. */
        public Hook {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a hook has at least one word");
            }
        }
    }

    /** {@return no commands at all} */
    public static Hooks none() {
        return new Hooks(List.of(), List.of(), List.of(), List.of());
    }

    /** {@return whether there is no command} */
    public boolean isEmpty() {
        return prestart.isEmpty() && poststart.isEmpty() && prestop.isEmpty() && poststop.isEmpty();
    }
}
