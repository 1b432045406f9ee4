package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.failure.ProviderException.Kind;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/**
 * An address of AWS's that has no host: either there is no such region, or this machine finds no hosts. AWS adds regions, so
 * that one which the SDK does not know is wrong only if it has no host.
 *
 * @param name the host's name, {@code ec2.eu-west-9.amazonaws.com}
 */
record UnknownHost(String name) {

    private static final Pattern REGION = Pattern.compile("\\.([a-z]{2}(?:-[a-z]+)+-\\d{1,2})\\.");

    /** {@return the host whose lack is behind a failure} */
    static Optional<UnknownHost> in(SdkException failure) {
        for (Throwable why = failure; why != null; why = why.getCause()) {
            if (why instanceof UnknownHostException unknown) {
                return Optional.of(new UnknownHost(String.valueOf(unknown.getMessage())));
            }
        }
        return Optional.empty();
    }

    ProviderException failure(String what, SdkException cause) {
        String words = "tried to " + what + ", and found no host " + name;
        Matcher region = REGION.matcher(name);
        boolean isWrong = region.find() && !Region.regions().contains(Region.of(region.group(1)));
        return isWrong
                ? new ProviderException(
                        Kind.BAD_CONFIGURATION,
                        words + ": AWS has no region '" + region.group(1)
                                + "'. Set infra.region, or AWS_REGION, or the region in the AWS configuration file",
                        cause)
                : new ProviderException(
                        Kind.UNAVAILABLE, words + ". Check the network of this machine, and its DNS", cause);
    }
}
