package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in DNS. */
final class HostedZonesTest {

    @ParameterizedTest
    @CsvSource({
        "shop.com, shop.com",
        "www.shop.com, shop.com",
        "a.b.shop.com, shop.com",
        "shop.co.uk, shop.co.uk",
        "www.shop.com.au, shop.com.au",
        "shop.io, shop.io",
        "www.shop.io, shop.io"
    })
    void a_zone_that_is_made_has_the_name_that_somebody_registered(String host, String zone) {
        assertThat(HostedZones.zoneName(host)).isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.com", "a.b.c.dev", "xn--bcher-kva.ch", "shop.co.uk"})
    void the_world_can_know(String host) {
        assertThat(PublicHosts.isPublic(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "web.localhost", "a.local", "a.stage", "a.test", "10.0.0.1", "web", "a.internal"})
    void the_world_cannot_know(String host) {
        assertThat(PublicHosts.isPublic(host)).isFalse();
    }

    @Test
    void tags_are_read_from_a_text_as_they_were_written() {
        Map<String, String> tags = new TreeMap<>();
        for (int index = 0; index < 12; index++) {
            tags.put("nanokit:state." + index, "12:" + "aB3+/=".repeat(40));
        }
        String text = RecordText.of(tags);
        assertThat(text.split(" ", -1)).allSatisfy(string -> assertThat(string).hasSizeLessThanOrEqualTo(257));
        assertThat(RecordText.tags(text)).isEqualTo(tags);
        assertThat(RecordText.tags("\"v=spf1 -all\"")).doesNotContainKey(AwsTags.SCOPE);
        assertThat(RecordText.tags("")).isEmpty();
    }
}
