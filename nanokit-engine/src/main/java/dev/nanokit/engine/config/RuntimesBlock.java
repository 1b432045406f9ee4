package dev.nanokit.engine.config;

/** {@code runtimes}: checked here; services have inherited from them before. */
final class RuntimesBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        file.map("runtimes").ifPresent(all -> {
            for (String id : all.names()) {
                all.map(id).ifPresent(runtime -> {
                    runtime.text("image");
                    runtime.textMap("env");
                    runtime.texts("depends_on");
                    runtime.map("provisioning").ifPresent(provisioning -> {
                        CommandWords.read(provisioning, "install");
                        provisioning.end();
                    });
                    runtime.end();
                });
            }
        });
    }
}
