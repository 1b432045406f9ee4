package dev.nanokit.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The credentials that AWS is asked with. That there are none is told apart from an AWS that does not answer, as the SDK does
 * not.
 */
record WhoAsks(AwsCredentialsProvider credentials) implements AwsCredentialsProvider {

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return credentials.resolveCredentials();
        } catch (SdkClientException e) {
            throw new UnknownException(e);
        }
    }

    /** Nobody is known to ask. */
    static final class UnknownException extends SdkClientException {

        private static final long serialVersionUID = 1L;

        UnknownException(SdkClientException why) {
            super(SdkClientException.builder()
                    .message(why.getMessage()
                            + ". Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, log in by aws sso login,"
                            + " or run where a role is given")
                    .cause(why));
        }
    }
}
