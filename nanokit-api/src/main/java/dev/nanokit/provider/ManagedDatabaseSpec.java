package dev.nanokit.provider;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.Database;
import dev.nanokit.model.Project;
import java.util.List;

/** Writes the fields that {@link ManagedDatabase} reads, and says what is not as the file has it. */
final class ManagedDatabaseSpec {

    private final Database database;
    private final PlatformTraits platform;
    private final PasswordSource password;

    ManagedDatabaseSpec(Database database, PlatformTraits platform) {
        this.database = database;
        this.platform = platform;
        this.password = PasswordSource.of(database, platform);
    }

    static Slot slot(Database database) {
        return new Slot(ResourceKind.DATABASE, database.name().value());
    }

    ResourceSpecBuilder spec() {
        ResourceSpecBuilder spec = ResourceSpec.builder(slot(database))
                .field(ManagedDatabase.ENGINE, database.engine().id())
                .field(ManagedDatabase.VERSION, database.version())
                .trait(Trait.HOLDS_DATA)
                .position(database.positions().own());
        if (database.engine().hasUsers()) {
            spec.field(ManagedDatabase.USER, database.user()).field(ManagedDatabase.SCHEMA, database.schema());
        }
        if (platform.features().contains(Feature.DATABASE_PLANS)) {
            database.storage().ifPresent(size -> spec.field(ManagedDatabase.STORAGE, Long.toString(size.bytes())));
            database.plan().ifPresent(plan -> spec.field(ManagedDatabase.PLAN, plan));
        }
        switch (password) {
            case FILE -> spec.field(ManagedDatabase.PASSWORD, new Value.Secret(database.rootPassword()));
            case PLATFORM -> spec.field(ManagedDatabase.PASSWORD_KEPT, "true");
            case NONE -> {}
        }
        database.env().forEach((name, value) -> spec.field(Workload.ENV + name, value));
        return spec;
    }

    List<Finding> findings(Project project) {
        boolean isUsed = project.services().values().stream()
                .anyMatch(service -> service.dependsOn().contains(database.name()));
        if (password != PasswordSource.PLATFORM || !isUsed) {
            return List.of();
        }
        return List.of(new Finding(
                Finding.Kind.APPROXIMATED,
                Problem.of(
                        "plan.approximated",
                        database.positions().own(),
                        "databases." + database.name(),
                        database.name()
                                + "'s password is kept by the platform and may rotate: the URL has none, it stands in "
                                + database.name().inVariables() + "_PASSWORD")));
    }
}
