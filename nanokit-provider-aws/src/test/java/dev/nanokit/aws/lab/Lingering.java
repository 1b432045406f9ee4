package dev.nanokit.aws.lab;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;
import dev.nanokit.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What balancers, databases, mount targets and services leave behind when they are deleted: network interfaces that AWS takes
 * away some minutes later. Until then their subnets and security groups are in use, and the gateway of their public addresses
 * cannot be detached: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html
 * (DependencyViolation), https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html. All of the account's are held, as a
 * test has one network. Thread-safe.
 */
public final class Lingering implements Stage {

    private static final Set<String> LEAVING = Set.of(
            "elasticloadbalancing:DeleteLoadBalancer",
            "rds:DeleteDBInstance",
            "elasticfilesystem:DeleteMountTarget",
            "ecs:DeleteService");

    private static final Set<String> HELD =
            Set.of("ec2:DeleteSecurityGroup", "ec2:DeleteSubnet", "ec2:DetachInternetGateway");

    private final TimeSource time;
    private final Duration release;
    private Instant until; // guarded by this

    /**
     * Makes the station.
     *
     * @param time by which things go
     * @param release how long interfaces stay
     */
    public Lingering(TimeSource time, Duration release) {
        this.time = time;
        this.release = release;
        this.until = time.now();
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        String call = request.service() + ":" + request.operation();
        if (HELD.contains(call) && isHeld()) {
            throw new Refusal("DependencyViolation", "resource has a dependent object");
        }
        ApiResponse answer = next.answer(request);
        if (LEAVING.contains(call) && answer.ok()) {
            hold();
        }
        return answer;
    }

    private synchronized boolean isHeld() {
        return time.now().isBefore(until);
    }

    private synchronized void hold() {
        until = time.now().plus(release);
    }
}
