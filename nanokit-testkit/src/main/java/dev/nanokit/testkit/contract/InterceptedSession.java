package dev.nanokit.testkit.contract;

import dev.nanokit.provider.GatewayManagement;
import dev.nanokit.provider.HealthMonitoring;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.ResourceDiscovery;
import dev.nanokit.provider.ResourceKind;
import dev.nanokit.provider.ResourceManagement;
import dev.nanokit.provider.ServiceOrchestration;
import dev.nanokit.provider.Surroundings;
import dev.nanokit.provider.Wanted;
import java.util.Optional;

/** A session before whose calls something stands. */
final class InterceptedSession implements ProviderSession {

    private final ProviderSession session;
    private final Interceptor interceptor;

    InterceptedSession(ProviderSession session, Interceptor interceptor) {
        this.session = session;
        this.interceptor = interceptor;
    }

    @Override
    public Surroundings surroundings() {
        return interceptor.around(Interceptor.Call.read("surroundings"), session::surroundings);
    }

    @Override
    public ResourceDiscovery discovery() {
        return scope -> interceptor.around(
                Interceptor.Call.read("discover"), () -> session.discovery().discover(scope));
    }

    @Override
    public ServiceOrchestration services() {
        return new Orchestration(session.services(), interceptor);
    }

    @Override
    public HealthMonitoring health() {
        return whom -> interceptor.around(
                Interceptor.Call.read("look"), () -> session.health().look(whom));
    }

    @Override
    public GatewayManagement gateway() {
        return (change, operation) -> interceptor.around(Interceptor.Call.write("switch", change.membership()), () -> {
            session.gateway().switchMembers(change, operation);
            return true;
        });
    }

    @Override
    public ResourceManagement resources(ResourceKind kind) {
        return new Management(session.resources(kind), interceptor);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return session.capability(type).map(duty -> new InterceptedDuties(interceptor).around(type, duty));
    }

    @Override
    public void close() {
        session.close();
    }

    private static class Management implements ResourceManagement {

        private final ResourceManagement writes;
        final Interceptor interceptor;

        Management(ResourceManagement writes, Interceptor interceptor) {
            this.writes = writes;
            this.interceptor = interceptor;
        }

        @Override
        public Resource create(Wanted wanted, Operation operation) {
            return interceptor.around(Interceptor.Call.write("create", wanted), () -> writes.create(wanted, operation));
        }

        @Override
        public Resource update(Resource found, Wanted wanted, Operation operation) {
            return interceptor.around(
                    Interceptor.Call.write("update", found), () -> writes.update(found, wanted, operation));
        }

        @Override
        public void delete(Resource found, Operation operation) {
            interceptor.around(Interceptor.Call.write("delete", found), () -> {
                writes.delete(found, operation);
                return true;
            });
        }
    }

    private static final class Orchestration extends Management implements ServiceOrchestration {

        private final ServiceOrchestration services;

        Orchestration(ServiceOrchestration services, Interceptor interceptor) {
            super(services, interceptor);
            this.services = services;
        }

        @Override
        public Resource start(Resource found, Operation operation) {
            return interceptor.around(Interceptor.Call.write("start", found), () -> services.start(found, operation));
        }

        @Override
        public void stop(Resource found, Operation operation) {
            interceptor.around(Interceptor.Call.write("stop", found), () -> {
                services.stop(found, operation);
                return true;
            });
        }
    }
}
