package dev.nanokit.provider;

/** Finds what carries our labels. */
public interface ResourceDiscovery {

    /**
     * Finds everything of a scope, and what it shares with others. Makes a number of calls that does not grow with the
     * number of services, pages aside.
     *
     * @param scope whose
     * @return what was found; what carries no label of the scope is never in it
     */
    Inventory discover(Scope scope);
}
