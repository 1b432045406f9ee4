package dev.nanokit.sample.process;

import dev.nanokit.failure.ProviderException;
import dev.nanokit.provider.Leases;
import dev.nanokit.provider.ProviderContext;
import dev.nanokit.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Leases as files beside the entries. A claim is a file with a number, which of two programs only one can make; it is never
 * changed: to renew it is to make the next one. Whoever has made one looks once more, and gives way to any other that
 * still counts, so that a program that fell asleep between two calls does no harm. Thread-safe, and safe for several
 * programs at once.
 */
final class FileLeases implements Leases {

    private static final String SUFFIX = ".lease";
    private static final String TOKEN = "token";
    private static final String HOLDER = "holder";
    private static final String UNTIL = "until";

    private final Registry registry;
    private final ProviderContext context;

    FileLeases(Registry registry, ProviderContext context) {
        this.registry = registry;
        this.context = context;
    }

    @Override
    public Answer acquire(Scope scope, String holder, Duration time) {
        Instant until = context.wallClock().plus(time);
        String token = UUID.randomUUID().toString();
        SortedMap<Integer, Grant> claims = claims(scope);
        Optional<Held> other = other(claims, token);
        return other.isPresent() ? other.get() : claim(new Grant(scope, holder, token, until), claims);
    }

    @Override
    public Grant renew(Grant grant, Duration time) {
        Instant until = context.wallClock().plus(time);
        SortedMap<Integer, Grant> claims = claims(grant.scope());
        boolean isMine = claims.values().stream().anyMatch(claim -> isSame(claim, grant.token()));
        if (isMine && other(claims, grant.token()).isEmpty()) {
            Grant next = new Grant(grant.scope(), grant.holder(), grant.token(), until);
            if (claim(next, claims) instanceof Granted granted) {
                return granted.grant();
            }
        }
        throw new ProviderException(
                ProviderException.Kind.CONFLICT,
                "tried to renew the lease of " + grant.scope() + ", but it had run out and somebody else has it",
                null);
    }

    @Override
    public void release(Grant grant) {
        claims(grant.scope()).forEach((number, claim) -> {
            if (isSame(claim, grant.token())) {
                registry.deleteFile(name(grant.scope(), number), SUFFIX);
            }
        });
    }

    /**
     * Makes the claim after those that were seen. The last one of the same holder stays until the next renewal: a look that
     * happens meanwhile must find at least one of them.
     */
    private Answer claim(Grant mine, SortedMap<Integer, Grant> seen) {
        int number = seen.isEmpty() ? 1 : seen.lastKey() + 1;
        boolean isMade = registry.writeNew(name(mine.scope(), number), SUFFIX, text(mine));
        Optional<Held> other = other(claims(mine.scope()), mine.token());
        if (!isMade) {
            return other.orElseGet(() -> new Held("a run that came first", context.wallClock()));
        }
        if (other.isPresent()) {
            registry.deleteFile(name(mine.scope(), number), SUFFIX);
            return other.get();
        }
        seen.forEach((old, claim) -> {
            if (old < number - 1 || !isSame(claim, mine.token())) {
                registry.deleteFile(name(mine.scope(), old), SUFFIX);
            }
        });
        return new Granted(mine);
    }

    /** {@return who else has a claim that has not run out} */
    private Optional<Held> other(SortedMap<Integer, Grant> claims, String token) {
        return claims.values().stream()
                .filter(claim -> !isSame(claim, token) && context.wallClock().isBefore(claim.until()))
                .max(Comparator.comparing(Grant::until))
                .map(claim -> new Held(claim.holder(), claim.until()));
    }

    private SortedMap<Integer, Grant> claims(Scope scope) {
        String prefix = prefix(scope);
        SortedMap<Integer, Grant> claims = new TreeMap<>();
        for (String name : registry.names(SUFFIX)) {
            String number = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (number.matches("\\d{1,9}")) {
                registry.read(name, SUFFIX).ifPresent(text -> claims.put(Integer.valueOf(number), grant(scope, text)));
            }
        }
        return claims;
    }

    private static boolean isSame(Grant claim, String token) {
        return claim.token().equals(token);
    }

    /** The plus sign stands in no name of a scope. */
    private static String prefix(Scope scope) {
        return scope.toString().replace('/', '+') + "+";
    }

    private static String name(Scope scope, int number) {
        return prefix(scope) + number;
    }

    private static Properties text(Grant grant) {
        Properties text = new Properties();
        text.setProperty(TOKEN, grant.token());
        text.setProperty(HOLDER, grant.holder());
        text.setProperty(UNTIL, grant.until().toString());
        return text;
    }

    private static Grant grant(Scope scope, Properties text) {
        return new Grant(
                scope,
                text.getProperty(HOLDER, ""),
                text.getProperty(TOKEN, ""),
                Instant.parse(text.getProperty(UNTIL, Instant.EPOCH.toString())));
    }
}
