package dev.nanokit.aws;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of {@code infra} that belong to AWS.
 *
 * @param region the region; empty for the one that the usual AWS configuration names
 * @param vpc id of an existing VPC to run in; empty for one of our own
 * @param cidr addresses of our own VPC; default {@code 10.0.0.0/16}
 * @param hasDns whether host names are entered in Route 53: {@code dns: aws}
 * @param createsZones whether a zone that is missing there is made: {@code autoCreateDomain}
 * @param certificate ARN of an existing ACM certificate for the hosts; empty for certificates of our own, where names are
 *     entered in Route 53, else for none
 * @param problems what is wrong with the keys
 */
record AwsSettings(
        Optional<String> region,
        Optional<String> vpc,
        String cidr,
        boolean hasDns,
        boolean createsZones,
        Optional<String> certificate,
        List<Problem> problems)
        implements Settings {

    private static final String DEFAULT_CIDR = "10.0.0.0/16";
    private static final List<String> KEYS =
            List.of("region", "vpc", "cidr", "shared", "dns", "autoCreateDomain", "certificate");

    /** Keys of the format that are another provider's, or mean machines, which Fargate does not have. */
    private static final Set<String> FOREIGN_DNS = Set.of("digitalocean", "cloudflare", "gcp");

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d{1,2}");
    private static final Pattern VPC_ID = Pattern.compile("vpc-[0-9a-f]{8,17}");
    private static final Pattern CERTIFICATE = Pattern.compile("arn:aws[a-z-]*:acm:.*:certificate/.+");

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** A VPC has between /16 and /28, https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html; ours is cut in 8. */
    private static final Pattern CIDR = Pattern.compile(OCTET + "(\\." + OCTET + "){3}/(1[6-9]|2[0-4])");

    AwsSettings {
        problems = List.copyOf(problems);
    }

    static AwsSettings of(SettingsNode node) {
        return new Reader(node).read();
    }

    /** Reads the keys and collects what is wrong with them. */
    private static final class Reader {

        private final SettingsNode node;
        private final List<Problem> problems = new ArrayList<>();

        Reader(SettingsNode node) {
            this.node = node;
        }

        AwsSettings read() {
            for (Map.Entry<String, SettingsNode> entry : node.entries().entrySet()) {
                if (!KEYS.contains(entry.getKey())) {
                    problems.add(Problem.of(
                                    "spec.unknown-key",
                                    entry.getValue().position(),
                                    "infra." + entry.getKey(),
                                    "provider aws has no setting '" + entry.getKey() + "'")
                            .withHint("known are " + String.join(", ", KEYS)));
                }
            }
            Optional<String> region = text("region", REGION, "a region, for instance eu-central-1");
            Optional<String> vpc = text("vpc", VPC_ID, "the id of a VPC, for instance vpc-0a1b2c3d4e5f67890");
            Optional<String> cidr =
                    text("cidr", CIDR, "a range of addresses between /16 and /24, for instance 10.0.0.0/16");
            Optional<String> certificate = text("certificate", CERTIFICATE, "the ARN of an ACM certificate");
            if (flag("shared") && vpc.isEmpty()) {
                problem("shared", "spec.conflict", "'shared' adopts what is there: name the VPC by 'vpc'");
            }
            if (vpc.isPresent() && cidr.isPresent()) {
                problem("cidr", "spec.conflict", "'cidr' is for a VPC of our own; with 'vpc' there is none");
            }
            return new AwsSettings(
                    region, vpc, cidr.orElse(DEFAULT_CIDR), dns(), flag("autoCreateDomain"), certificate, problems);
        }

        private boolean dns() {
            Optional<String> dns = text("dns", Pattern.compile(".*"), "");
            dns.filter(name -> !name.equals("aws"))
                    .ifPresent(name -> problem(
                            "dns",
                            FOREIGN_DNS.contains(name) ? "plan.unsupported" : "spec.value",
                            "provider aws enters names in Route 53 only: 'aws', got '" + name + "'"));
            return dns.isPresent();
        }

        private Optional<String> text(String key, Pattern form, String wanted) {
            SettingsNode value = node.entries().get(key);
            if (value == null) {
                return Optional.empty();
            }
            if (value.text().isEmpty()) {
                problem(key, "spec.type", "expected a text");
                return Optional.empty();
            }
            if (!form.matcher(value.text().get()).matches()) {
                problem(
                        key,
                        "spec.value",
                        "expected " + wanted + ", got '" + value.text().get() + "'");
            }
            return value.text();
        }

        private boolean flag(String key) {
            Optional<String> value = text(key, Pattern.compile("true|false"), "true or false");
            return value.filter("true"::equals).isPresent();
        }

        private void problem(String key, String code, String message) {
            SettingsNode value = node.entries().getOrDefault(key, node);
            problems.add(Problem.of(code, value.position(), "infra." + key, message));
        }
    }
}
