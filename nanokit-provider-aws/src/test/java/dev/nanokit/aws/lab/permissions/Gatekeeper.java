package dev.nanokit.aws.lab.permissions;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.Stage;

/**
 * The station that lets the provider do what the policies allow and nothing else, so that whatever is tested is allowed to
 * users who have them. What tests do by clients of their own is nobody's permission. Thread-safe.
 */
public final class Gatekeeper implements Stage {

    private final CalledActions called = CalledActions.ofThisRun();

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        if (isOfProvider(request)) {
            String action = Actions.signed(request.service(), request.operation());
            if (!NeededPermissions.allow(action)) {
                throw new Refusal(
                        code(request.service()),
                        403,
                        "no policy allows " + action + ": give it a line in " + NeededPermissions.class.getName());
            }
            called.add(action);
        }
        return next.answer(request);
    }

    private static boolean isOfProvider(ApiRequest request) {
        return request.headers().getOrDefault("user-agent", "").endsWith(" nanokit")
                && !request.headers().getOrDefault("authorization", "").contains("Credential=" + AwsLab.ONLOOKER + "/");
    }

    /** Of AccessDenied, which each protocol and EC2 above all write in their own way. */
    private static String code(String service) {
        return switch (service) {
            case "ec2" -> "UnauthorizedOperation";
            case "iam", "elasticloadbalancing", "rds", "elasticache", "route53" -> "AccessDenied";
            default -> "AccessDeniedException";
        };
    }
}
