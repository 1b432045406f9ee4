package dev.nanokit.testkit.contract;

import dev.nanokit.provider.Provider;
import dev.nanokit.testkit.Behaviour;
import dev.nanokit.testkit.FakeProvider;
import java.time.Duration;
import java.util.Set;

/** The fake does not run programs: each image behaves as the contract wants. */
final class FakeHarness implements ProviderHarness {

    private final FakeProvider fake;
    private final Provider provider;
    private final Set<Ability> lacks;

    FakeHarness(FakeProvider fake, Ability... lacks) {
        this(fake, fake, lacks);
    }

    /** The provider may stand before the fake. */
    FakeHarness(FakeProvider fake, Provider provider, Ability... lacks) {
        this.fake = fake;
        this.provider = provider;
        this.lacks = Set.of(lacks);
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public String project() {
        return "shop";
    }

    @Override
    public String image() {
        return "shell:1";
    }

    @Override
    public Set<Ability> lacks() {
        return lacks;
    }

    @Override
    public String page(String text) {
        return "image: 'page:" + text + "'";
    }

    @Override
    public String idle(String... lines) {
        return behaves("idle:" + String.join("-", lines), Behaviour.healthy().saying(lines));
    }

    @Override
    public String neverReady() {
        return behaves("never:1", Behaviour.neverReady());
    }

    @Override
    public String exits(int exitCode, String line) {
        return behaves("exits:" + exitCode, Behaviour.exits(Duration.ofSeconds(1), exitCode, line));
    }

    private String behaves(String image, Behaviour behaviour) {
        fake.behave(image, behaviour);
        return "image: '" + image + "'";
    }

    @Override
    public String command(String place, Duration takes, int exitCode, String line) {
        fake.behave(place, Behaviour.exits(takes, exitCode, line));
        fake.answerExec(place, exitCode, line);
        return line;
    }

    @Override
    public String request(String service, int gatewayPort) {
        return fake.request(service).orElse("nothing answers");
    }
}
