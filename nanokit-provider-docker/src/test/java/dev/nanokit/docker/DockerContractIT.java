package dev.nanokit.docker;

import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.testkit.contract.Ability;
import dev.nanokit.testkit.contract.ProviderContract;
import dev.nanokit.testkit.contract.ProviderHarness;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Containers keep what a provider promises. */
@OnDocker
final class DockerContractIT extends ProviderContract {

    @Override
    protected ProviderHarness harness() {
        return new DockerHarness(new Lab("contract"));
    }

    private record DockerHarness(Lab lab) implements ProviderHarness {

        @Override
        public Provider provider() {
            return new DockerProvider();
        }

        @Override
        public String project() {
            return lab.project();
        }

        @Override
        public String image() {
            return Lab.BUSYBOX;
        }

        @Override
        public String page(String text) {
            return "image: " + image() + "\nstart: mkdir -p /www; echo " + text + " >/www/index.html;"
                    + " trap 'exit 0' TERM; httpd -f -p 8080 -h /www & wait";
        }

        @Override
        public Set<Ability> lacks() {
            return Set.of(Ability.REVISIONS);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Optional<Runnable> foreign(ResourceKind kind, String name) {
            if (kind.equals(ResourceKind.INSTANCE)) {
                lab.foreign(lab.client().createContainerCmd(image()).withName(name));
                return Optional.of(lab::removeForeign);
            }
            if (kind.equals(ResourceKind.VOLUME)) {
                lab.client().createVolumeCmd().withName(name).exec();
                return Optional.of(() -> lab.client().removeVolumeCmd(name).exec());
            }
            if (kind.equals(ResourceKind.NETWORK)) {
                lab.client().createNetworkCmd().withName(name).exec();
                return Optional.of(() -> lab.client().removeNetworkCmd(name).exec());
            }
            return Optional.empty();
        }

        @Override
        public void cleanUp() {
            lab.close();
        }
    }
}
