package dev.nanokit.aws;

import dev.nanokit.model.HealthCheck;
import dev.nanokit.model.Probe;
import dev.nanokit.model.Service;
import dev.nanokit.provider.Value;
import dev.nanokit.provider.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the balancer asks a service's tasks, as it asks by HTTP only: the path of an HTTP check, else {@code /}, where any
 * answer but a server's error proves that somebody listens. Immutable.
 *
 * @param path what is asked for
 * @param port the port, or {@code traffic-port} for the one that takes requests
 * @param codes the answers that count as good
 * @param interval seconds between two checks
 * @param timeout seconds for an answer, less than the interval
 * @param retries failed checks in a row that make a task failing
 */
record TargetCheck(String path, String port, String codes, int interval, int timeout, int retries) {

    private static final String PATH = "check-path";
    private static final String PORT = "check-port";
    private static final String CODES = "check-codes";
    private static final String INTERVAL = "check-interval";
    private static final String TIMEOUT = "check-timeout";
    private static final String RETRIES = "check-retries";

    private static final String TRAFFIC = "traffic-port";

    /** What {@link Probe.Http} promises. */
    private static final String GOOD = "200-399";

    /** The widest that there is, https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html. */
    private static final String ANY = "200-499";

    /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html. */
    private static final int SHORTEST_INTERVAL = 5;

    private static final int LONGEST_INTERVAL = 300;
    private static final int SHORTEST_TIMEOUT = 2;
    private static final int LONGEST_TIMEOUT = 120;
    private static final int FEWEST_RETRIES = 2;
    private static final int MOST_RETRIES = 10;

    /** {@return what is nearest to a service's own check} */
    static TargetCheck of(Service service) {
        HealthCheck check = service.healthCheck();
        int interval = within(SHORTEST_INTERVAL, seconds(check.interval()), LONGEST_INTERVAL);
        int timeout = within(SHORTEST_TIMEOUT, seconds(check.timeout()), Math.min(LONGEST_TIMEOUT, interval - 1));
        int retries = within(FEWEST_RETRIES, check.retries(), MOST_RETRIES);
        if (check.probe() instanceof Probe.Http http) {
            boolean isElsewhere = !service.expose().equals(Optional.of(http.port()));
            String port = isElsewhere ? Integer.toString(http.port().number()) : TRAFFIC;
            return new TargetCheck(http.path(), port, GOOD, interval, timeout, retries);
        }
        return new TargetCheck("/", TRAFFIC, ANY, interval, timeout, retries);
    }

    /** {@return what of a service's check the balancer has to do otherwise, for people; times that nobody set aside} */
    static List<String> changes(Service service) {
        HealthCheck asked = service.healthCheck();
        if (asked.probe() instanceof Probe.Disabled) {
            return List.of();
        }
        TargetCheck got = of(service);
        HealthCheck usual = HealthCheck.of(asked.probe());
        List<String> changes = new ArrayList<>();
        if (!asked.interval().equals(usual.interval()) && !asked.interval().equals(Duration.ofSeconds(got.interval))) {
            changes.add("an interval of " + got.interval + " s");
        }
        if (!asked.timeout().equals(usual.timeout()) && !asked.timeout().equals(Duration.ofSeconds(got.timeout))) {
            changes.add("a timeout of " + got.timeout + " s");
        }
        if (asked.retries() != usual.retries() && asked.retries() != got.retries) {
            changes.add(got.retries + " retries");
        }
        return changes;
    }

    /** {@return the fields of a route that say so} */
    SortedMap<String, Value> fields() {
        SortedMap<String, Value> fields = new TreeMap<>();
        fields.put(PATH, Value.of(path));
        fields.put(PORT, Value.of(port));
        fields.put(CODES, Value.of(codes));
        fields.put(INTERVAL, Value.of(Integer.toString(interval)));
        fields.put(TIMEOUT, Value.of(Integer.toString(timeout)));
        fields.put(RETRIES, Value.of(Integer.toString(retries)));
        return fields;
    }

    /** {@return what {@link #fields} said} */
    static TargetCheck of(Wanted wanted) {
        return new TargetCheck(
                Fields.text(wanted, PATH),
                Fields.text(wanted, PORT),
                Fields.text(wanted, CODES),
                Integer.parseInt(Fields.text(wanted, INTERVAL)),
                Integer.parseInt(Fields.text(wanted, TIMEOUT)),
                Integer.parseInt(Fields.text(wanted, RETRIES)));
    }

    /** {@return how many checks in a row must be good again, the fewest that there are} */
    static int again() {
        return FEWEST_RETRIES;
    }

    private static int seconds(Duration time) {
        long millis = Math.min(time.toMillis(), Duration.ofHours(1).toMillis());
        return (int) ((millis + 999) / 1000);
    }

    private static int within(int least, int value, int most) {
        return Math.max(least, Math.min(value, most));
    }
}
