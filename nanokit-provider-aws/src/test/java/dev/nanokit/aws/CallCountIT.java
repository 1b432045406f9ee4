package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Call;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.provider.Provider;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an unchanged up costs in calls: a fixed number, and one for each ten services that ECS tells of at once, twice. */
@OnMoto
final class CallCountIT {

    private static final int FIXED = 26;

    /** Ten services more are another page here and there. */
    private static final int PAGES = 2;

    private static String shop(int services, String version) {
        StringBuilder file = new StringBuilder("name: shop\ninfra: { provider: aws, region: eu-west-1 }\nservices:\n");
        for (int number = 1; number <= services; number++) {
            file.append("  s").append(number).append(": { image: 'nginx:").append(number == 1 ? version : "1");
            file.append("', expose: 80, host: s").append(number).append(".localhost }\n");
        }
        return file.toString();
    }

    @Test
    void an_unchanged_up_makes_as_many_calls_for_ten_services_as_for_one() {
        int one = unchanged(1);
        int ten = unchanged(10);
        assertThat(one).isLessThanOrEqualTo(FIXED);
        assertThat(ten).as("calls for ten, and %d for one", one).isLessThanOrEqualTo(one + PAGES);
    }

    private static int unchanged(int services) {
        TimeSource time = FakeProvider.services().time().orElseThrow();
        try (AwsLab lab = new AwsLab(time)) {
            Provider aws = OnLabTime.of(lab, time);
            Nanokit.load(shop(services, "1")).provider(aws).up();
            int fresh = lab.calls().size();
            lab.forgetCalls();
            Nanokit.load(shop(services, "1")).provider(aws).up();
            int unchanged = lab.calls().size();
            assertThat(lab.calls())
                    .as(() -> lab.calls().stream().map(Call::operation).collect(Collectors.joining(" ")))
                    .allMatch(call -> call.operation().matches("(Describe|List|Get).*"))
                    .as("where nothing is built")
                    .noneMatch(call -> call.service().equals("ecr"));
            lab.forgetCalls();
            Nanokit.load(shop(services, "2")).provider(aws).up();
            assertThat(lab.calls())
                    .as("%d services: %d calls for a fresh up, %d for an unchanged one", services, fresh, unchanged)
                    .hasSizeLessThan(fresh);
            org.slf4j.LoggerFactory.getLogger(CallCountIT.class)
                    .info(
                            "{} services: {} calls fresh, {} unchanged, {} with one changed",
                            services,
                            fresh,
                            unchanged,
                            lab.calls().size());
            return unchanged;
        }
    }
}
