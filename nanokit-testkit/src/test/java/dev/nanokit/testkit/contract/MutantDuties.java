package dev.nanokit.testkit.contract;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Jobs;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.Lifecycle;
import dev.nanokit.provider.LiveSettings;
import dev.nanokit.provider.Logs;
import dev.nanokit.provider.Operation;
import dev.nanokit.provider.PlatformId;
import dev.nanokit.provider.ProgramResult;
import dev.nanokit.provider.Programs;
import dev.nanokit.provider.ProviderSession;
import dev.nanokit.provider.Resolved;
import dev.nanokit.provider.Resource;
import dev.nanokit.provider.Revisions;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The optional duties of a broken provider. */
final class MutantDuties {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ProviderSession session;
    private final Mutant mutant;
    private final Map<String, Resource> created;

    MutantDuties(ProviderSession session, Mutant mutant, Map<String, Resource> created) {
        this.session = session;
        this.mutant = mutant;
        this.created = created;
    }

    <T> T broken(Class<T> type, T duty) {
        Object broken = duty;
        if (duty instanceof Leases leases && type == Leases.class) {
            broken = new BrokenLeases(leases, mutant);
        } else if (duty instanceof Jobs jobs && type == Jobs.class) {
            broken = (Jobs) (job, operation) -> run(jobs, job, operation);
        } else if (duty instanceof Programs programs && type == Programs.class) {
            broken = (Programs) (resource, command, operation) ->
                    told(Mutant.EXEC_HIDES_EXIT_CODE, programs.exec(resource, command, patient(operation)));
        } else if (duty instanceof Logs logs && type == Logs.class) {
            broken = (Logs) (resource, lines) -> tail(logs, resource, lines);
        } else if (duty instanceof Scopes scopes && type == Scopes.class) {
            broken = (Scopes) () -> scopes(scopes);
        } else if (duty instanceof LiveSettings live && type == LiveSettings.class) {
            broken = (LiveSettings) resources -> settings(live.settings(resources));
        } else if (duty instanceof Revisions revisions && type == Revisions.class) {
            broken = (Revisions) (before, operation) ->
                    mutant == Mutant.BACK_IS_NOTHING ? before : revisions.back(before, operation);
        }
        return type.cast(broken);
    }

    private ProgramResult run(Jobs jobs, Resource job, Operation operation) {
        if (mutant == Mutant.JOB_RUNS_TWICE && job.state() == Lifecycle.ENDED) {
            operation.pause(AGAIN);
        }
        return told(Mutant.JOB_HIDES_EXIT_CODE, jobs.run(job, patient(operation)));
    }

    private ProgramResult told(Mutant hiding, ProgramResult result) {
        return mutant == hiding ? new ProgramResult(0, result.output()) : result;
    }

    private Operation patient(Operation operation) {
        return mutant != Mutant.IGNORES_DEADLINES
                ? operation
                : new Operation() {
                    @Override
                    public Instant deadline() {
                        return Instant.MAX;
                    }

                    @Override
                    public String token() {
                        return operation.token();
                    }

                    @Override
                    public void pause(Duration time) {
                        try {
                            operation.pause(time);
                        } catch (ProviderException e) {
                            throw new dev.nanokit.failure.OperationCancelledException("whatever");
                        }
                    }

                    @Override
                    public void checkpoint() {}

                    @Override
                    public void report(String progress) {}
                };
    }

    private List<String> tail(Logs logs, Resource resource, int lines) {
        if (mutant == Mutant.LOG_FROM_ITS_BEGINNING) {
            List<String> all = logs.tail(resource, Integer.MAX_VALUE);
            return all.subList(0, Math.min(lines, all.size()));
        }
        List<String> tail = new ArrayList<>(logs.tail(resource, lines));
        if (mutant == Mutant.LOG_IN_WRONG_ORDER) {
            Collections.reverse(tail);
        }
        return tail;
    }

    private Set<Scope> scopes(Scopes scopes) {
        Set<Scope> all = new HashSet<>(scopes.all());
        if (mutant == Mutant.SCOPES_FORGOTTEN) {
            all.removeIf(scope -> scope.component().isEmpty());
        }
        if (mutant == Mutant.SCOPES_OF_THE_DEAD) {
            session.discovery();
            created.values()
                    .forEach(one -> all.add(new Scope(
                            dev.nanokit.model.Name.of("shop"),
                            java.util.Optional.empty(),
                            dev.nanokit.model.Name.of("local"))));
        }
        return all;
    }

    private Map<PlatformId, SortedMap<String, Resolved>> settings(Map<PlatformId, SortedMap<String, Resolved>> live) {
        if (mutant != Mutant.SETTINGS_MADE_UP) {
            return live;
        }
        Map<PlatformId, SortedMap<String, Resolved>> made = new HashMap<>();
        live.forEach((id, fields) -> {
            SortedMap<String, Resolved> other = new TreeMap<>(fields);
            other.replaceAll((field, value) -> Resolved.plain("made up"));
            made.put(id, other);
        });
        return made;
    }

    /** Leases that are no good. */
    private record BrokenLeases(Leases leases, Mutant mutant) implements Leases {

        @Override
        public Answer acquire(Scope scope, String holder, Duration time) {
            Answer answer = leases.acquire(scope, holder, time);
            if (mutant == Mutant.LEASE_TO_TWO && answer instanceof Held held) {
                return new Granted(new Grant(scope, holder, "another", held.until()));
            }
            return mutant == Mutant.LEASE_WITHOUT_HOLDER && answer instanceof Held held
                    ? new Held("somebody", held.until())
                    : answer;
        }

        @Override
        public Grant renew(Grant grant, Duration time) {
            try {
                return leases.renew(grant, time);
            } catch (ProviderException e) {
                if (mutant == Mutant.RENEW_OF_LOST_LEASE) {
                    return grant;
                }
                throw e;
            }
        }

        @Override
        public void release(Grant grant) {
            if (mutant == Mutant.RELEASES_ANY_LEASE) {
                for (int number = 0; number < 20; number++) {
                    leases.release(new Grant(grant.scope(), grant.holder(), "lease-" + number, grant.until()));
                }
            }
            leases.release(grant);
        }
    }
}
