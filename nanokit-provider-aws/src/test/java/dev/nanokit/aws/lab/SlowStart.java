package dev.nanokit.aws.lab;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.aws.lab.wire.Xml;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Databases and balancers that take as long to come as on AWS: an instance of RDS is creating, without an address, and then
 * backing up (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html); a balancer is provisioning
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html). Thread-safe.
 */
public final class SlowStart implements Stage {

    private final TimeSource time;
    private final Duration database;
    private final Duration balancer;
    private final Map<String, Instant> made = new HashMap<>(); // guarded by this

    /**
     * Makes the station.
     *
     * @param time by which things come
     * @param database how long one is creating; for a tenth of that it is then backing up
     * @param balancer how long one is provisioning
     */
    public SlowStart(TimeSource time, Duration database, Duration balancer) {
        this.time = time;
        this.database = database;
        this.balancer = balancer;
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        ApiResponse answer = next.answer(request);
        if (!answer.ok()) {
            return answer;
        }
        return switch (request.operation()) {
            case "CreateDBInstance" -> made(request.text("DBInstanceIdentifier"), answer);
            case "CreateLoadBalancer" -> made(request.text("Name"), answer);
            case "DescribeDBInstances" -> changed(answer, "DBInstance", this::showDatabase);
            case "DescribeLoadBalancers" -> changed(answer, "member", this::showBalancer);
            default -> answer;
        };
    }

    private synchronized ApiResponse made(String name, ApiResponse answer) {
        made.put(name, time.now());
        return answer;
    }

    private static ApiResponse changed(
            ApiResponse answer, String element, java.util.function.Consumer<Element> change) {
        Element root = answer.xml();
        Xml.all(root, element).forEach(change);
        return answer.withBody(Xml.write(root));
    }

    private synchronized Optional<Duration> age(String name) {
        return Optional.ofNullable(made.get(name)).map(then -> Duration.between(then, time.now()));
    }

    private void showDatabase(Element shown) {
        age(Xml.text(shown, "DBInstanceIdentifier")).ifPresent(age -> {
            if (age.compareTo(database) < 0) {
                Xml.set(shown, "DBInstanceStatus", "creating");
                Xml.remove(shown, "Endpoint");
            } else if (age.compareTo(database.plus(database.dividedBy(10))) < 0) {
                Xml.set(shown, "DBInstanceStatus", "backing-up");
            }
        });
    }

    private void showBalancer(Element shown) {
        age(Xml.text(shown, "LoadBalancerName"))
                .filter(age -> age.compareTo(balancer) < 0)
                .ifPresent(age -> Xml.child(shown, "State").ifPresent(state -> Xml.set(state, "Code", "provisioning")));
    }
}
