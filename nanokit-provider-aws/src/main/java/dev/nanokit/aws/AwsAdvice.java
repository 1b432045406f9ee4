package dev.nanokit.aws;

import dev.nanokit.failure.ProviderException.Kind;
import java.util.Map;

/**
 * What AWS says of a call that it refused, and what to do about it. By the codes of
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html. Immutable.
 *
 * @param kind what a caller can do
 * @param code AWS's code
 * @param said AWS's words
 */
record AwsAdvice(Kind kind, String code, String said) {

    /**
     * Begins what only AWS can read, to those who may ask,
     * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html.
     */
    private static final String ENCODED = "Encoded authorization failure message: ";

    private static final String EXPIRED = "The credentials have expired: renew them, for instance by aws sso login";

    /** A region that is not enabled does not know the account's credentials, https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html. */
    private static final String UNKNOWN = "These credentials are not known in this region: renew them, and see that the"
            + " region is right and enabled for the account";

    private static final String CLOCK = "Set the clock of this machine: AWS takes a request for some minutes only";

    private static final String SIGNATURE = "The secret key is wrong, or the clock of this machine is: check both";

    /** EC2 does not let in with this status, and the JDK's connections keep the words that come with it to themselves. */
    private static final String WORDLESS = "HTTP 401";

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("ExpiredToken", EXPIRED),
            Map.entry("ExpiredTokenException", EXPIRED),
            Map.entry("TokenRefreshRequired", EXPIRED),
            Map.entry("InvalidClientTokenId", UNKNOWN),
            Map.entry("UnrecognizedClientException", UNKNOWN),
            Map.entry("InvalidAccessKeyId", UNKNOWN),
            Map.entry("AuthFailure", UNKNOWN),
            Map.entry(WORDLESS, UNKNOWN),
            Map.entry("RequestExpired", CLOCK),
            Map.entry("RequestTimeTooSkewed", CLOCK),
            Map.entry("SignatureDoesNotMatch", SIGNATURE),
            Map.entry("InvalidSignatureException", SIGNATURE),
            Map.entry("OptInRequired", "Subscribe to this service, or enable this region, for the account"),
            Map.entry("PendingVerification", "AWS still verifies the account: wait until it is done"),
            Map.entry("Blocked", "AWS has blocked the account: ask its support"),
            Map.entry("BlockedException", "AWS has blocked the account: ask its support"));

    /** {@return all of it, in one line} */
    String text() {
        int at = said.indexOf(ENCODED);
        String plain = (at < 0 ? said : said.substring(0, at)).strip();
        String encoded = at < 0
                ? ""
                : ". What decided so is told by: aws sts decode-authorization-message --encoded-message "
                        + said.substring(at + ENCODED.length()).strip();
        return without(plain) + hint() + encoded;
    }

    private static String without(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private String hint() {
        String known = BY_CODE.get(code);
        if (known != null) {
            return ". " + known;
        }
        return switch (kind) {
            case DENIED -> ". Allow this action to whoever runs Nanokit";
            case QUOTA -> ". Ask AWS to raise this quota, or delete what is not needed";
            default -> "";
        };
    }
}
