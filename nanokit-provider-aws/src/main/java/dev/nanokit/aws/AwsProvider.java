package dev.nanokit.aws;

/** Placeholder of the door, to be replaced in the next commit. */
final class AwsProvider {

    private AwsProvider() {}
}
