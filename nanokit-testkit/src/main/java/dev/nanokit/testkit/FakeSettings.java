package dev.nanokit.testkit;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Settings;
import java.util.List;

/**
 * The fake takes whatever stands under {@code infra}, since the file under test was written for another provider.
 *
 * @param problems none
 */
record FakeSettings(List<Problem> problems) implements Settings {

    static FakeSettings of(SettingsNode node) {
        assert node != null;
        return new FakeSettings(List.of());
    }
}
