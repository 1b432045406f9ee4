package dev.nanokit.aws;

import dev.nanokit.aws.lab.AwsLab;
import dev.nanokit.aws.lab.OnMoto;
import dev.nanokit.provider.Provider;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.testkit.FakeProvider;
import dev.nanokit.testkit.contract.ProviderContract;
import dev.nanokit.testkit.contract.ProviderHarness;
import dev.nanokit.time.TimeSource;
import java.util.Optional;
import java.util.OptionalInt;

/** Services on ECS keep what a provider promises. */
@OnMoto
final class AwsContractIT extends ProviderContract {

    @Override
    protected ProviderHarness harness() {
        TimeSource time = FakeProvider.services().time().orElseThrow();
        return new AwsHarness(new AwsLab(time), time);
    }

    /** In virtual time. */
    private record AwsHarness(AwsLab lab, TimeSource time) implements ProviderHarness {

        @Override
        public Provider provider() {
            return OnLabTime.of(lab, time);
        }

        /** Each lab has an account of its own. */
        @Override
        public String project() {
            return "shop";
        }

        @Override
        public String infra() {
            return "{ region: " + AwsLab.REGION + " }";
        }

        @Override
        public String image() {
            return "busybox:latest";
        }

        @Override
        public String page(String text) {
            return "image: " + image() + "\nstart: mkdir -p /www; echo " + text + " >/www/index.html;"
                    + " trap 'exit 0' TERM; httpd -f -p 8080 -h /www & wait";
        }

        /**
         * A few: that a thing cut between any two calls is finished is tried kind by kind, call by call, elsewhere. With
         * {@code -Dnanokit.crash-points=1000} each write is one.
         */
        @Override
        public OptionalInt crashPoints() {
            return OptionalInt.of(Integer.getInteger("nanokit.crash-points", 3));
        }

        @Override
        public Optional<Runnable> foreign(ResourceKind kind, String name) {
            return new Strangers(lab).make(kind, name);
        }

        /** Services are named in the scope's cluster, security groups in its VPC. */
        @Override
        public boolean isNameSharedByScopes(ResourceKind kind) {
            return !kind.equals(ResourceKind.SERVICE) && !kind.equals(AwsSlots.GROUP_KIND);
        }

        @Override
        public String request(String service, int gatewayPort) {
            return lab.machine().request(service + ".localhost", gatewayPort, "/");
        }

        @Override
        public void cleanUp() {
            lab.close();
        }
    }
}
