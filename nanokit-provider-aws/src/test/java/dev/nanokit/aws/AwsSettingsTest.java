package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.failure.Problem;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.model.SourcePosition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSettingsTest {

    private static SourcePosition at(int line) {
        return new SourcePosition("nanokit.yml", line, 5);
    }

    /** Keys and values by turns; each stands in a line of its own, from 2 on. */
    private static AwsSettings read(String... keysAndValues) {
        Map<String, SettingsNode> entries = new LinkedHashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            entries.put(keysAndValues[index], SettingsNode.scalar(at(index / 2 + 2), keysAndValues[index + 1]));
        }
        return AwsSettings.of(new SettingsNode(at(1), Optional.empty(), List.of(), entries));
    }

    private static void only(AwsSettings settings, String code, int line, String key) {
        assertThat(settings.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.position()).isEqualTo(at(line));
            assertThat(problem.key()).isEqualTo("infra." + key);
        });
    }

    @Test
    void without_keys_there_is_a_vpc_of_our_own() {
        AwsSettings settings = AwsSettings.of(SettingsNode.empty());
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.region()).isEmpty();
        assertThat(settings.vpc()).isEmpty();
        assertThat(settings.cidr()).isEqualTo("10.0.0.0/16");
        assertThat(settings.hasDns()).isFalse();
        assertThat(settings.createsZones()).isFalse();
        assertThat(settings.certificate()).isEmpty();
    }

    @Test
    void every_key_is_read() {
        String certificate = "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b";
        AwsSettings settings = read(
                "region", "eu-central-1",
                "cidr", "10.7.0.0/20",
                "dns", "aws",
                "autoCreateDomain", "true",
                "certificate", certificate);
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.region()).contains("eu-central-1");
        assertThat(settings.cidr()).isEqualTo("10.7.0.0/20");
        assertThat(settings.hasDns()).isTrue();
        assertThat(settings.createsZones()).isTrue();
        assertThat(settings.certificate()).contains(certificate);
        assertThat(read("vpc", "vpc-0a1b2c3d", "shared", "true").problems()).isEmpty();
    }

    @Test
    void a_key_that_nobody_knows_is_told_with_those_that_are_known() {
        AwsSettings settings = read("region", "eu-central-1", "zone", "a");
        only(settings, "spec.unknown-key", 3, "zone");
        assertThat(settings.problems().get(0).hint().orElseThrow()).contains("region", "vpc", "cidr");
    }

    @ParameterizedTest
    @CsvSource({
        "region,Frankfurt",
        "region,eu-central",
        "region,''",
        "region,eu-central-1a",
        "vpc,my-vpc",
        "vpc,vpc-123",
        "cidr,10.0.0.0",
        "cidr,10.0.0.0/8",
        "cidr,10.0.0.0/28",
        "cidr,300.0.0.0/16",
        "cidr,10.0.0.256/16",
        "cidr,10.0.0/16",
        "certificate,my-certificate",
        "certificate,arn:aws:iam::111122223333:server-certificate/a",
        "autoCreateDomain,yes",
        "shared,1"
    })
    void a_value_of_another_form_is_told_where_it_stands(String key, String value) {
        only(read(key, value), "spec.value", 2, key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn-north-1", "us-gov-west-1", "ap-southeast-2", "us-iso-east-1", "mx-central-1"})
    void every_region_is_one(String region) {
        assertThat(read("region", region).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "10.0.0.0/24", "192.168.255.255/20", "0.0.0.0/16", "255.199.249.1/19"})
    void every_range_is_one(String cidr) {
        assertThat(read("cidr", cidr).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "digitalocean,plan.unsupported",
        "cloudflare,plan.unsupported",
        "gcp,plan.unsupported",
        "route53,spec.value",
        "'',spec.value"
    })
    void names_are_entered_in_route_53_only(String dns, String code) {
        only(read("dns", dns), code, 2, "dns");
    }

    @Test
    void what_is_no_text_is_told() {
        SettingsNode list = new SettingsNode(at(9), Optional.empty(), List.of(), Map.of());
        for (String key : List.of("region", "vpc", "cidr", "dns", "certificate", "shared", "autoCreateDomain")) {
            AwsSettings settings =
                    AwsSettings.of(new SettingsNode(at(1), Optional.empty(), List.of(), Map.of(key, list)));
            only(settings, "spec.type", 9, key);
        }
    }

    @Test
    void shared_wants_the_vpc_that_is_shared() {
        only(read("shared", "true"), "spec.conflict", 2, "shared");
        assertThat(read("shared", "false").problems()).isEmpty();
    }

    @Test
    void a_vpc_that_is_there_has_its_addresses() {
        only(read("vpc", "vpc-0a1b2c3d", "cidr", "10.0.0.0/16"), "spec.conflict", 3, "cidr");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(read("region", "Frankfurt", "vpc", "my-vpc", "dns", "gcp", "zone", "a")
                        .problems())
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("infra.region", "infra.vpc", "infra.dns", "infra.zone");
    }
}
