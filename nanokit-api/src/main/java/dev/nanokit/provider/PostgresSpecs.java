package dev.nanokit.provider;

import dev.nanokit.model.Database;
import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Probe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The specs of a PostgreSQL database that runs as an instance with a volume. */
final class PostgresSpecs {

    /** The data folder of the public image, https://hub.docker.com/_/postgres (until 17; 18 moved it up). */
    private static final String DATA = "/var/lib/postgresql/data";

    private PostgresSpecs() {}

    /** Engine and major version decide whether the data can be read, so they are fields of what holds the data. */
    static ResourceSpecBuilder volume(Database database, Slot volume) {
        return ResourceSpec.builder(volume)
                .field("engine", database.engine().id())
                .field("version", database.version())
                .trait(Trait.HOLDS_DATA)
                .position(database.positions().own());
    }

    static ResourceSpecBuilder instance(
            Database database, Slot slot, Slot volume, WorkloadFields fields, PlatformTraits platform) {
        HealthCheck check = new HealthCheck(
                new Probe.Command(
                        List.of("pg_isready", "-h", "127.0.0.1", "-U", database.user(), "-d", database.schema())),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                6,
                Duration.ofSeconds(60));
        Map<String, Value> env = new LinkedHashMap<>();
        database.env().forEach((name, value) -> env.put(name, Value.of(value)));
        env.putIfAbsent("POSTGRES_USER", Value.of(database.user()));
        env.putIfAbsent("POSTGRES_DB", Value.of(database.schema()));
        env.putIfAbsent("POSTGRES_PASSWORD", new Value.Secret(database.rootPassword()));
        fields.image("postgres:" + database.version())
                .env(env)
                .volume(volume, DATA)
                .expose(database.engine().port());
        if (platform.commandChecks()) {
            fields.check(check.probe());
        }
        return ResourceSpec.builder(slot)
                .fields(fields.build())
                .claim(new Claim("volume:" + database.name()))
                .handling(Handling.standard().withCheck(check).withNote("membership", "false"))
                .position(database.positions().own());
    }
}
