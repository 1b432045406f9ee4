package dev.nanokit.engine.config;

import dev.nanokit.model.CronJob;
import dev.nanokit.model.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code cron}. */
final class CronBlock implements Block {

    @Override
    public void read(Keys file, Draft draft) {
        file.named("cron").forEach((name, keys) -> {
            Optional<String> schedule = keys.parsed("schedule", Schedule::requireValid);
            Optional<List<String>> command = CommandWords.read(keys, "command");
            Optional<Name> service = keys.parsed("service", Name::of);
            Optional<String> image = keys.text("image");
            Map<String, String> env = keys.textMap("env");
            keys.end();
            if (keys.node("schedule").isEmpty()) {
                keys.problem("spec.missing", "schedule", "job '" + name + "' needs a schedule");
            }
            if (keys.node("command").isEmpty()) {
                keys.problem("spec.missing", "command", "job '" + name + "' needs a command");
            }
            if (keys.node("service").isEmpty() && keys.node("image").isEmpty()) {
                keys.problem("spec.missing", "service", "job '" + name + "' needs a service to run in, or an image");
            }
            if (schedule.isPresent() && command.isPresent() && (service.isPresent() || image.isPresent())) {
                draft.project()
                        .cron(new CronJob(name, schedule.get(), command.get(), service, image, env, keys.positions()));
            }
        });
    }
}
