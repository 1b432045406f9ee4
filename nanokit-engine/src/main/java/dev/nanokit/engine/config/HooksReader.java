package dev.nanokit.engine.config;

import dev.nanokit.model.Hooks;
import java.util.ArrayList;
import java.util.List;

/** {@code hooks} of a service. {@code postup} is read as {@code poststart}. */
final class HooksReader {

    private HooksReader() {}

    static Hooks read(Keys service) {
        return service.map("hooks").map(HooksReader::ofMap).orElseGet(Hooks::none);
    }

    private static Hooks ofMap(Keys keys) {
        List<Hooks.Hook> poststart = new ArrayList<>(hooks(keys, "poststart"));
        poststart.addAll(hooks(keys, "postup"));
        Hooks hooks = new Hooks(hooks(keys, "prestart"), poststart, hooks(keys, "prestop"), hooks(keys, "poststop"));
        keys.end();
        return hooks;
    }

    private static List<Hooks.Hook> hooks(Keys keys, String key) {
        return CommandWords.readSeveral(keys, key).stream().map(Hooks.Hook::new).toList();
    }
}
