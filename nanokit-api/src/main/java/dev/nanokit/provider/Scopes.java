package dev.nanokit.provider;

import java.util.Set;

/** Capability: tells which scopes have anything on the platform, so that short-lived ones can be swept. */
public interface Scopes {

    /** {@return every scope of which something carries our labels} */
    Set<Scope> all();
}
