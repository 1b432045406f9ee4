package dev.nanokit.aws;

import java.util.List;

/** What holds data. */
@SuppressWarnings("UnusedVariable")
final class KindsOfStorage {

    private KindsOfStorage() {}

    static List<AwsKind> of(AwsClients clients) {
        return List.of();
    }
}
