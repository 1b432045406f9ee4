package dev.nanokit.aws;

import dev.nanokit.Nanokit;
import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.failure.NanokitException;
import dev.nanokit.failure.RolloutFailedException;
import dev.nanokit.failure.StepFailure;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** An AWS of its own in virtual time, and a user who comes to it with files: what the tests of bad days stand on. */
final class LabShop implements AutoCloseable {

    /** Several kinds, and no data. */
    static final String SHOP =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
              api: { image: 'api:1', expose: 8080, secrets: { KEY: env://SHOP_KEY } }
            environments: { stage: {} }
            """;

    /** All kinds that hold data. */
    static final String DATA =
            """
            name: shop
            infra: { provider: aws, region: eu-west-1 }
            services:
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [main], volumes: ['files:/srv/files'] }
            databases:
              main: { engine: postgres, version: '16' }
            volumes:
              files: {}
            environments: { stage: {} }
            """;

    static final String SECRET = "Tr0ub4dor&3";

    final TimeSource time = FakeProvider.services().time().orElseThrow();
    final AwsLab lab = new AwsLab(time);

    LabShop(Stage... stages) {
        before(stages);
    }

    /** Sets stations before all others, the first one first. */
    LabShop before(Stage... stages) {
        lab.before(first(List.of(stages)));
        return this;
    }

    private static Stage first(List<Stage> stages) {
        return stages.stream()
                .reduce((one, other) -> (request, next) -> one.answer(request, passed -> other.answer(passed, next)))
                .orElse((request, next) -> next.answer(request));
    }

    Nanokit kit(String yaml) {
        return kit(yaml, OnLabTime.connection(lab));
    }

    Nanokit kit(String yaml, AwsCredentialsProvider credentials) {
        return kit(yaml, new AwsConnection(Optional.of(lab.endpoint()), Optional.of(credentials)));
    }

    Nanokit kit(String yaml, AwsConnection connection) {
        return Nanokit.load(yaml)
                .environment("stage")
                .variable("SHOP_KEY", SECRET)
                .provider(new OnLabTime(new AwsProvider(connection), time));
    }

    /** {@return what a verb fails with} */
    static NanokitException failure(Runnable verb) {
        try {
            verb.run();
        } catch (NanokitException e) {
            return e;
        }
        throw new AssertionError("it did not fail");
    }

    /** {@return what the steps of a verb fail with} */
    static List<StepFailure> failures(Runnable verb) {
        NanokitException failure = failure(verb);
        if (failure instanceof RolloutFailedException rollout) {
            return rollout.report().failures();
        }
        throw failure;
    }

    /** {@return how long a verb takes, in virtual time} */
    Duration took(Runnable verb) {
        Instant begun = time.now();
        verb.run();
        return Duration.between(begun, time.now());
    }

    /** Lets time pass. */
    void pause(Duration length) {
        try (TimeSource.Registration here = time.enter()) {
            time.pause(length);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
