package dev.nanokit.provider;

import dev.nanokit.model.Database;

/** Where the password of a database comes from. */
enum PasswordSource {
    /** The file, or the documented default where it gives none. */
    FILE,
    /** The platform makes one and keeps it: nobody here ever sees it. */
    PLATFORM,
    /** There is none: the engine asks for one only if one is given. */
    NONE;

    static PasswordSource of(Database database, PlatformTraits platform) {
        if (database.hasOwnPassword()) {
            return FILE;
        }
        if (!database.engine().hasUsers()) {
            return NONE;
        }
        boolean isKept = platform.databases() == PlatformTraits.Databases.MANAGED
                && platform.features().contains(Feature.MANAGED_PASSWORDS);
        return isKept ? PLATFORM : FILE;
    }
}
