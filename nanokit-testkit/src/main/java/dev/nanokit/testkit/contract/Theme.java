package dev.nanokit.testkit.contract;

import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.Slot;
import dev.nanokit.provider.Workload;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What the themes of the contract share: the bench, some files, and the word on what a platform lacks. */
abstract class Theme {

    static final String APP = "app";
    static final String WEB = "web";

    private final Supplier<Bench> bench;

    Theme(Supplier<Bench> bench) {
        this.bench = bench;
    }

    Bench bench() {
        return bench.get();
    }

    ProviderHarness harness() {
        return bench().harness();
    }

    /** Tells whether the platform can do something. If not, it is checked here that it refuses it properly. */
    boolean has(Ability ability) {
        if (harness().lacks().contains(ability)) {
            new Refusal(bench()).of(ability);
            return false;
        }
        return true;
    }

    /** {@return one service that runs and listens nowhere, with more keys after those of its program} */
    String app(String... keys) {
        return Yaml.services(Yaml.service(APP, harness().idle("hello"), String.join("\n", keys)));
    }

    /** {@return one service that answers, with more keys} */
    String web(String text, String... keys) {
        return Yaml.services(Yaml.page(harness(), WEB, text, keys));
    }

    /** {@return a service that answers behind the gateway, in two instances that are rolled} */
    String routed(String text) {
        return web(text, "host: web.localhost", "instances: 2", "updateStrategy: rolling");
    }

    /** {@return as much as the platform can hold: something that runs, and one of each that does not} */
    String rich() {
        boolean routes = !harness().lacks().contains(Ability.ROUTES);
        boolean volumes = !harness().lacks().contains(Ability.VOLUMES);
        return web("one", routes ? "host: web.localhost" : "", volumes ? "volumes: ['files:/files']" : "")
                + Yaml.service(APP, harness().idle("hello"))
                + (volumes ? "volumes: { files: {} }\n" : "");
    }

    /** {@return the slots of what does not run and belongs to the scope alone} */
    List<Slot> still(Site site) {
        return site.slots().stream()
                .filter(slot -> !slot.kind().runs() && !slot.kind().equals(ResourceKind.JOB))
                .filter(slot -> !slot.kind().equals(ResourceKind.GATEWAY))
                .toList();
    }

    /** {@return a slot of the site for a job beside {@code app}} */
    Slot job(Site site, String name, Duration takes, int exitCode, String line) {
        String place = APP + "." + name;
        String script = harness().command(place, takes, exitCode, line);
        return site.add(Workload.job(site.spec(site.of(APP)), new Slot(ResourceKind.JOB, place), Yaml.shell(script)));
    }
}
