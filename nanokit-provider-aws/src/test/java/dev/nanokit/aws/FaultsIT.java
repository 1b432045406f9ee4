package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.Faults;
import dev.nanokit.aws.lab.LostAnswers;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.failure.NanokitException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;

/** An AWS that throttles, breaks and loses answers does not keep a file from becoming what it says, once. */
@OnMoto
@Timeout(300)
final class FaultsIT {

    private static final String CHANGED = LabShop.DATA.replace("web:1", "web:2");

    private static final int MOST_RUNS = 8;

    @Test
    void an_aws_that_throttles_and_breaks_slows_a_run_and_does_not_fail_it() {
        Faults faults = new Faults(12, 2);
        try (LabShop shop = new LabShop(faults, new StorageStage())) {
            Duration took = shop.took(() -> {
                shop.kit(LabShop.DATA).up();
                shop.kit(CHANGED).up();
                shop.kit(CHANGED).deleteAllData().down();
            });
            assertThat(faults.count()).isGreaterThan(20);
            assertThat(took).isLessThan(Duration.ofMinutes(20));
            assertThat(shop.kit(CHANGED).down().plan().steps()).isEmpty();
            assertThat(Twins.of(shop.lab))
                    .allSatisfy((kind, count) -> assertThat(count).as(kind).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_run_whose_answers_are_lost_converges_and_nothing_is_there_twice(long seed) {
        LostAnswers lost = new LostAnswers(seed, 0.3);
        try (LabShop shop = new LabShop(lost, new StorageStage())) {
            insist(shop, () -> shop.kit(LabShop.DATA).up());
            assertThat(shop.kit(LabShop.DATA).plan().isEmpty()).isTrue();
            assertThat(Twins.of(shop.lab)).isEqualTo(Twins.ONE_OF_EACH);
            insist(shop, () -> shop.kit(CHANGED).up());
            assertThat(shop.kit(CHANGED).plan().isEmpty()).isTrue();
            assertThat(Twins.of(shop.lab)).isEqualTo(Twins.ONE_OF_EACH);
            insist(shop, () -> shop.kit(CHANGED).deleteAllData().down());
            assertThat(shop.kit(CHANGED).down().plan().steps()).isEmpty();
            assertThat(Twins.of(shop.lab))
                    .allSatisfy((kind, count) -> assertThat(count).as(kind).isZero());
            assertThat(lost.cut()).hasSizeGreaterThan(5);
        }
    }

    @Test
    void a_lease_is_ours_though_the_answer_was_lost_and_is_given_back_though_the_call_was() {
        Once taking = new Once("PutItem", true);
        Once giving = new Once("DeleteItem", false);
        try (LabShop shop = new LabShop(taking, giving)) {
            assertThat(shop.took(() -> shop.kit(LabShop.SHOP).up())).isLessThan(Duration.ofSeconds(30));
            assertThat(shop.took(() -> shop.kit(LabShop.SHOP).down())).isLessThan(Duration.ofSeconds(60));
            assertThat(taking.isDone.get() && giving.isDone.get()).isTrue();
        }
    }

    /** Says it again as a user would, once the lease of the run before has ended. */
    private static void insist(LabShop shop, Runnable verb) {
        for (int left = MOST_RUNS; ; left--) {
            try {
                verb.run();
                return;
            } catch (NanokitException e) {
                if (left == 0) {
                    throw e;
                }
                shop.pause(Duration.ofSeconds(31));
            }
        }
    }

    /** Loses one answer to a call, or the call itself. */
    private static final class Once implements Stage {

        private final String operation;
        private final boolean takesEffect;
        final AtomicBoolean isDone = new AtomicBoolean();

        Once(String operation, boolean takesEffect) {
            this.operation = operation;
            this.takesEffect = takesEffect;
        }

        /** A table that is not there yet is not what is meant. */
        @Override
        public ApiResponse answer(ApiRequest request, Next next) {
            boolean isIt = request.operation().equals(operation) && !isDone.get();
            if (isIt && !takesEffect) {
                isDone.set(true);
                return ApiResponse.LOST;
            }
            ApiResponse answer = next.answer(request);
            if (isIt && answer.ok()) {
                isDone.set(true);
                return ApiResponse.LOST;
            }
            return answer;
        }
    }

    /** How many there are of what a scope has one or few of. */
    private static final class Twins {

        static final Map<String, Integer> ONE_OF_EACH = new TreeMap<>(Map.of(
                "vpc",
                1,
                "subnet",
                4,
                "gateway",
                1,
                "balancer",
                1,
                "group",
                1,
                "listener",
                1,
                "rule",
                1,
                "file system",
                1,
                "database",
                1,
                "name",
                1));

        private Twins() {}

        static Map<String, Integer> of(AwsLab lab) {
            Map<String, Integer> counts = new TreeMap<>();
            try (Ec2Client ec2 = lab.client(Ec2Client.builder());
                    ElasticLoadBalancingV2Client balancing = lab.client(ElasticLoadBalancingV2Client.builder());
                    EfsClient efs = lab.client(EfsClient.builder());
                    RdsClient rds = lab.client(RdsClient.builder());
                    ServiceDiscoveryClient names = lab.client(ServiceDiscoveryClient.builder())) {
                counts.put(
                        "vpc", ec2.describeVpcs(it -> it.filters(ours())).vpcs().size());
                counts.put(
                        "subnet",
                        ec2.describeSubnets(it -> it.filters(ours())).subnets().size());
                counts.put(
                        "gateway",
                        ec2.describeInternetGateways(it -> it.filters(ours()))
                                .internetGateways()
                                .size());
                var balancers = balancing.describeLoadBalancers().loadBalancers();
                counts.put("balancer", balancers.size());
                counts.put(
                        "group", balancing.describeTargetGroups().targetGroups().size());
                var listeners = balancers.stream()
                        .flatMap(
                                one -> balancing
                                        .describeListeners(it -> it.loadBalancerArn(one.loadBalancerArn()))
                                        .listeners()
                                        .stream())
                        .toList();
                counts.put("listener", listeners.size());
                counts.put("rule", (int) listeners.stream()
                        .flatMap(one ->
                                balancing.describeRules(it -> it.listenerArn(one.listenerArn())).rules().stream())
                        .filter(rule -> !rule.isDefault())
                        .count());
                counts.put(
                        "file system", efs.describeFileSystems().fileSystems().size());
                counts.put("database", rds.describeDBInstances().dbInstances().size());
                counts.put("name", names.listServices().services().size());
            }
            return counts;
        }

        private static software.amazon.awssdk.services.ec2.model.Filter ours() {
            return Ec2Tags.filter("tag-key", List.of(AwsTags.SCOPE));
        }
    }
}
