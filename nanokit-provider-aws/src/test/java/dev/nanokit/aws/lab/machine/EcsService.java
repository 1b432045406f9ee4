package dev.nanokit.aws.lab.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nanokit.aws.lab.wire.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A service, its deployments and what it tells of itself. Guarded by the machine's lock. */
final class EcsService {

    /** What happened, in AWS's words. */
    record Event(int number, Instant at, String text) {}

    private static final int MOST_EVENTS = 100;
    private static final List<String> OF_TASKS = List.of(
            "taskDefinition",
            "networkConfiguration",
            "loadBalancers",
            "serviceRegistries",
            "launchType",
            "platformVersion",
            "capacityProviderStrategy",
            "serviceConnectConfiguration");

    final String arn;
    final String clusterArn;
    final ObjectNode settings;
    final Instant createdAt;
    private final List<EcsDeployment> deployments = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private String status = "ACTIVE";
    private Optional<Instant> deletedAt = Optional.empty();
    private Optional<EcsDeployment> lastCompleted = Optional.empty();
    private Instant nextStart;
    private int failuresInRow;
    private boolean reportedSteady;
    private int eventCount;
    private boolean tending;
    private boolean again;

    /**
     * Makes a service.
     *
     * @param arn its whole name
     * @param clusterArn where
     * @param settings as they were asked for
     * @param createdAt when
     */
    EcsService(String arn, String clusterArn, ObjectNode settings, Instant createdAt) {
        this.arn = arn;
        this.clusterArn = clusterArn;
        this.settings = settings;
        this.createdAt = createdAt;
        this.nextStart = createdAt;
    }

    String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    String status() {
        return status;
    }

    boolean active() {
        return status.equals("ACTIVE");
    }

    boolean inactive() {
        return status.equals("INACTIVE");
    }

    Optional<Instant> deletedAt() {
        return deletedAt;
    }

    void delete(Instant at) {
        status = "DRAINING";
        deletedAt = Optional.of(at);
        settings.put("desiredCount", 0);
    }

    void end() {
        status = "INACTIVE";
    }

    int desired() {
        return settings.path("desiredCount").asInt(0);
    }

    /** {@return the least number of tasks that must be well} */
    int least() {
        int percent = settings.path("deploymentConfiguration")
                .path("minimumHealthyPercent")
                .asInt(100);
        return (int) Math.ceil(desired() * percent / 100.0);
    }

    /** {@return the largest number of tasks that may be there} */
    int most() {
        int percent =
                settings.path("deploymentConfiguration").path("maximumPercent").asInt(200);
        return (int) Math.floor(desired() * percent / 100.0);
    }

    JsonNode circuitBreaker() {
        return settings.path("deploymentConfiguration").path("deploymentCircuitBreaker");
    }

    Duration grace() {
        return Duration.ofSeconds(settings.path("healthCheckGracePeriodSeconds").asInt(0));
    }

    /** {@return those of the settings that make a new deployment if they change} */
    ObjectNode spec() {
        ObjectNode spec = Trees.object();
        OF_TASKS.stream()
                .filter(settings::has)
                .forEach(name -> spec.set(name, settings.get(name).deepCopy()));
        return spec;
    }

    EcsDeployment primary() {
        return deployments.get(0);
    }

    List<EcsDeployment> deployments() {
        return deployments;
    }

    Stream<EcsDeployment> older() {
        return deployments.stream().skip(1);
    }

    void deploy(EcsDeployment deployment) {
        deployments.add(0, deployment);
        reportedSteady = false;
        failuresInRow = 0;
    }

    /** Makes an earlier deployment the one that counts again. */
    void goBack(EcsDeployment earlier) {
        deployments.remove(earlier);
        deploy(earlier);
    }

    /** {@return whether the service is to be tended now; if not, it is being tended, and will be again} */
    boolean beginTending() {
        again = tending;
        boolean begins = !tending;
        tending = true;
        return begins;
    }

    /** {@return whether something changed meanwhile} */
    boolean tendAgain() {
        boolean repeat = again;
        again = false;
        tending = repeat;
        return repeat;
    }

    Stream<Task> tasks() {
        return deployments.stream().flatMap(it -> it.tasks().stream());
    }

    Optional<EcsDeployment> lastCompleted() {
        return lastCompleted;
    }

    void completed(EcsDeployment deployment) {
        lastCompleted = Optional.of(deployment);
    }

    Instant nextStart() {
        return nextStart;
    }

    /** Makes the next start wait, longer with each failure in a row. */
    void taskFailed(Instant now, Duration pause) {
        long factor = 1L << Math.min(failuresInRow, 16);
        Duration wait = pause.multipliedBy(factor);
        Duration longest = Duration.ofMinutes(1);
        nextStart = now.plus(wait.compareTo(longest) < 0 ? wait : longest);
        failuresInRow++;
        reportedSteady = false;
    }

    void taskWell() {
        failuresInRow = 0;
    }

    void report(Instant at, String text) {
        events.add(0, new Event(++eventCount, at, "(service " + name() + ") " + text));
        if (events.size() > MOST_EVENTS) {
            events.remove(events.size() - 1);
        }
    }

    void reportSteady(Instant at) {
        if (!reportedSteady) {
            report(at, "has reached a steady state.");
            reportedSteady = true;
        }
    }

    void unsteady() {
        reportedSteady = false;
    }

    List<Event> events() {
        return events;
    }
}
