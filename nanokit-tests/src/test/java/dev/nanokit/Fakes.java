package dev.nanokit;

import dev.nanokit.testkit.FakeProvider;
import java.util.function.Supplier;

/** The two kinds of platform that every scenario is run on. */
enum Fakes {
    INSTANCES(FakeProvider::instances),
    SERVICES(FakeProvider::services);

    private final Supplier<FakeProvider> maker;

    Fakes(Supplier<FakeProvider> maker) {
        this.maker = maker;
    }

    FakeProvider make() {
        return maker.get();
    }
}
