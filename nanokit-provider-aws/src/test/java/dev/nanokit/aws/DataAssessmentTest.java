package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.provider.FieldChange;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Verdict;
import dev.nanokit.provider.Wanted;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done about a difference of what holds data. */
final class DataAssessmentTest {

    private static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services: { web: { image: i, depends_on: [main] } }
            databases:
              main: { engine: postgres, storage: %sgb }
            """;

    private static Verdict assess(int gigabytes, int there, String field) {
        Wanted wanted = new Designed(SHOP.formatted(gigabytes)).wanted("database/main");
        Resource found = Resource.builder(new PlatformId("arn"), wanted.labelled())
                .fact("storage-gb", Integer.toString(there))
                .build();
        return new AwsAssessment(ResourceKind.DATABASE)
                .of(wanted.spec(), found, Set.of(new FieldChange(field, FieldChange.Kind.CHANGED)));
    }

    @ParameterizedTest
    @CsvSource({
        "50, 40, storage-gb, InPlace",
        "50, 50, storage-gb, InPlace",
        "50, 60, class, InPlace",
        "50, 40, password, InPlace",
        "50, 60, storage-gb, Refused",
        "50, 50, engine, Replace",
        "50, 50, version, Replace",
        "50, 50, subnet-group, Replace",
        "50, 50, tls, Replace"
    })
    void storage_grows_in_place_and_never_shrinks(int gigabytes, int there, String field, String verdict) {
        assertThat(assess(gigabytes, there, field).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void what_cannot_shrink_says_what_to_ask_for() {
        assertThat(assess(30, 100, "storage-gb"))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class, no -> assertThat(no.reason()).contains("100 GB", "100gb or more"));
    }
}
