package dev.nanokit.aws;

import dev.nanokit.Nanokit;
import dev.nanokit.model.Project;
import dev.nanokit.model.SecretValue;
import dev.nanokit.model.SettingsNode;
import dev.nanokit.provider.ResourceSpec;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Value;
import java.util.ArrayList;
import java.util.List;

/** What a project that uses everything stands on, and the secrets of one of its services, in an order that can be made. */
final class PlaceSpecs {

    static final String WORD = "Tr0ub4dor&3 \"quoted\" \\ and ü";

    private static final String FILE =
            """
            name: shop
            environments: { stage: {} }
            volumes: { files: {} }
            databases: { main: { engine: postgres, rootPassword: word-of-main } }
            services:
              web:
                image: nginx
                host: www.example.com
                expose: 8080
                healthcheck: { path: /, port: 9000 }
              raw:
                image: nginx
                expose: 7000
                port: 7001
              api: { image: nginx, expose: 8081 }
            cron:
              nightly: { schedule: "0 3 * * *", service: api, command: [ "true" ] }
            """;

    private PlaceSpecs() {}

    static Project project(String file) {
        return Nanokit.load(file).environment("stage").validate();
    }

    static Scope scope() {
        return Scope.of(project(FILE));
    }

    static List<ResourceSpec> all() {
        List<ResourceSpec> specs = new ArrayList<>(new Foundations(
                        project(FILE),
                        AwsSettings.of(SettingsNode.empty()),
                        new Surrounding(PlaceSession.REGION, List.of(), List.of()))
                .specs());
        specs.add(secret(WORD));
        return specs;
    }

    static ResourceSpec secret(String word) {
        return ResourceSpec.builder(AwsSlots.secret("api"))
                .field("env.PASSWORD", new Value.Secret(SecretValue.of(word)))
                .field("env.URL", new Value.Composed(List.of(Value.of("x://"), new Value.Secret(SecretValue.of(word)))))
                .build();
    }

    static ResourceSpec of(Slot slot) {
        return all().stream()
                .filter(spec -> spec.slot().equals(slot))
                .findFirst()
                .orElseThrow();
    }
}
