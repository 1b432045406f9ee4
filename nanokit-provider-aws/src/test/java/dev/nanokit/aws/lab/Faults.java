package dev.nanokit.aws.lab;

import dev.nanokit.aws.lab.wire.ApiRequest;
import dev.nanokit.aws.lab.wire.ApiResponse;
import dev.nanokit.aws.lab.wire.Protocol;
import dev.nanokit.aws.lab.wire.Refusal;
import dev.nanokit.aws.lab.wire.RequestIds;
import dev.nanokit.aws.lab.wire.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Each so many calls are throttled, or fail on AWS's side, by turns. Each service has its own words for it:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (RequestLimitExceeded, 503),
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html (ThrottlingException, 400),
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html (Throttling, 400). Thread-safe.
 */
public final class Faults implements Stage {

    private static final Map<Protocol, Refusal> THROTTLED = Map.of(
            Protocol.EC2, new Refusal("RequestLimitExceeded", 503, "Request limit exceeded."),
            Protocol.JSON, new Refusal("ThrottlingException", 400, "Rate exceeded"),
            Protocol.QUERY, new Refusal("Throttling", 400, "Rate exceeded"),
            Protocol.REST_JSON, new Refusal("ThrottlingException", 429, "Rate exceeded"),
            Protocol.REST_XML, new Refusal("Throttling", 400, "Rate exceeded"));

    private static final Map<Protocol, Refusal> BROKEN = Map.of(
            Protocol.EC2, new Refusal("InternalError", 500, "An internal error has occurred"),
            Protocol.JSON, new Refusal("ServerException", 500, "Service Unavailable. Please try again later."),
            Protocol.QUERY, new Refusal("ServiceUnavailable", 503, "The request has failed due to a failure of AWS."),
            Protocol.REST_JSON, new Refusal("InternalServerError", 500, "An error occurred on the server side."),
            Protocol.REST_XML, new Refusal("InternalFailure", 500, "An internal error has occurred"));

    private final int each;
    private final int retryAfter;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    /**
     * Makes the station.
     *
     * @param each every how many calls one goes wrong
     * @param retryAfter seconds after which a throttled caller is told to come again; 0 tells him nothing
     */
    public Faults(int each, int retryAfter) {
        this.each = each;
        this.retryAfter = retryAfter;
    }

    /** {@return how many calls went wrong} */
    public int count() {
        return faults.get();
    }

    @Override
    public ApiResponse answer(ApiRequest request, Next next) {
        int number = count.incrementAndGet();
        if (number % each != 0) {
            return next.answer(request);
        }
        faults.incrementAndGet();
        boolean isThrottled = number / each % 2 == 0;
        Refusal words = (isThrottled ? THROTTLED : BROKEN).get(request.protocol());
        ApiResponse answer = request.protocol().error(words, RequestIds.next());
        if (!isThrottled || retryAfter == 0) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Retry-After", Integer.toString(retryAfter));
        return new ApiResponse(answer.status(), headers, answer.body());
    }
}
