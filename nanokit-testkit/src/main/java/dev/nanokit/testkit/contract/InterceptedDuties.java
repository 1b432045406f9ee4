package dev.nanokit.testkit.contract;

import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import java.time.Duration;

/** Optional duties before whose calls something stands. One that the contract does not know is left as it is. */
final class InterceptedDuties {

    private final Interceptor interceptor;

    InterceptedDuties(Interceptor interceptor) {
        this.interceptor = interceptor;
    }

    <T> T around(Class<T> type, T duty) {
        if (duty instanceof Leases leases && type == Leases.class) {
            return type.cast(new Guarded(leases));
        }
        if (duty instanceof Jobs jobs && type == Jobs.class) {
            Jobs around = (job, operation) ->
                    interceptor.around(Interceptor.Call.write("run", job), () -> jobs.run(job, operation));
            return type.cast(around);
        }
        if (duty instanceof Programs programs && type == Programs.class) {
            Programs around = (resource, command, operation) -> interceptor.around(
                    Interceptor.Call.write("exec", resource), () -> programs.exec(resource, command, operation));
            return type.cast(around);
        }
        if (duty instanceof Revisions revisions && type == Revisions.class) {
            Revisions around = (before, operation) ->
                    interceptor.around(Interceptor.Call.write("back", before), () -> revisions.back(before, operation));
            return type.cast(around);
        }
        if (duty instanceof Logs logs && type == Logs.class) {
            Logs around = (resource, lines) ->
                    interceptor.around(Interceptor.Call.read("logs"), () -> logs.tail(resource, lines));
            return type.cast(around);
        }
        if (duty instanceof Scopes scopes && type == Scopes.class) {
            Scopes around = () -> interceptor.around(Interceptor.Call.read("scopes"), scopes::all);
            return type.cast(around);
        }
        if (duty instanceof LiveSettings live && type == LiveSettings.class) {
            LiveSettings around =
                    resources -> interceptor.around(Interceptor.Call.read("settings"), () -> live.settings(resources));
            return type.cast(around);
        }
        return duty;
    }

    private final class Guarded implements Leases {

        private final Leases leases;

        Guarded(Leases leases) {
            this.leases = leases;
        }

        @Override
        public Answer acquire(Scope scope, String holder, Duration time) {
            return interceptor.around(
                    Interceptor.Call.read("acquire lease"), () -> leases.acquire(scope, holder, time));
        }

        @Override
        public Grant renew(Grant grant, Duration time) {
            return interceptor.around(Interceptor.Call.read("renew lease"), () -> leases.renew(grant, time));
        }

        @Override
        public void release(Grant grant) {
            interceptor.around(Interceptor.Call.read("release lease"), () -> {
                leases.release(grant);
                return true;
            });
        }
    }
}
