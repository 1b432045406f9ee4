package dev.nanokit.aws;

import java.util.List;

/** What leads from the internet to services. */
@SuppressWarnings("UnusedVariable")
final class KindsOfBalancer {

    private KindsOfBalancer() {}

    static List<AwsKind> of(AwsClients clients) {
        return List.of();
    }
}
