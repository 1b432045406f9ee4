package dev.nanokit.engine.config;

import dev.nanokit.model.Volume;

/** {@code volumes}: named storage. */
final class VolumesBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        file.named("volumes").forEach((name, keys) -> {
            keys.notYet("type", "size", "performance", "bucket");
            keys.end();
            draft.project().volume(new Volume(name, keys.positions()));
        });
    }
}
