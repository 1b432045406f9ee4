package dev.nanokit.testkit.assertj;

import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.junit.TestEngine;

/** What the assertions are tried on. */
final class Shop {

    static final String OLD =
            """
            name: shop
            services:
              api:
                image: api:1
                expose: 8080
                instances: 2
                updateStrategy: rolling
                env: { MODE: old }
                depends_on: [main]
              web: { image: 'web:1', expose: 80, host: web.localhost, depends_on: [api] }
              job: { image: 'job:1' }
            databases:
              main: { engine: postgres, version: "15", rootPassword: pa55-w0rd }
            """;

    static final String NEW = OLD.replace("api:1", "api:2").replace("  job: { image: 'job:1' }\n", "");

    private Shop() {}

    /** {@return an engine whose platform has the old one} */
    static TestEngine open(FakeProvider fake) {
        TestEngine engine = TestEngine.on(fake);
        engine.load(OLD).up();
        return engine;
    }
}
