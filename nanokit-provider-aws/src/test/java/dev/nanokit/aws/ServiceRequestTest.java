package dev.nanokit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;

final class ServiceRequestTest {

    private final ServiceRequest request = new ServiceRequest(
            new Designed("{ name: shop, services: { app: { image: app } } }").wanted("service/app"),
            "arn:definition",
            Optional.empty());

    /** Tasks that were begun without it never take commands. */
    @Test
    void tasks_take_commands_whether_their_service_is_new_or_not() {
        assertThat(request.create(Map.of()).enableExecuteCommand()).isTrue();
        assertThat(request.update(Service.builder().serviceArn("arn").build()).enableExecuteCommand())
                .isTrue();
    }
}
