package dev.nanokit.aws;

import dev.nanokit.provider.Scope;

/**
 * How the names of everything of a scope begin, so that services are asked for these and not for all of the account. What
 * begins so may still be another scope's, whose name begins alike: tags tell.
 */
final class ScopeNames {

    /** A name that is too long is cut after this, and ends in a digest and the edition. */
    private static final int WHOLE = 40;

    private ScopeNames() {}

    /** {@return the beginning, {@code nk-shop-stage-}, or what is never cut of it} */
    static String beginning(Scope scope) {
        String component =
                scope.component().map(name -> name.inHostNames() + "-").orElse("");
        String whole = "nk-" + scope.project().inHostNames() + "-" + component
                + scope.environment().inHostNames() + "-";
        whole = whole.replaceAll("-{2,}", "-");
        return whole.substring(0, Math.min(whole.length(), WHOLE));
    }
}
