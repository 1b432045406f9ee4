package dev.nanokit.engine.lease;

/** Who holds a lease, in words for people. */
final class Holder {

    private Holder() {}

    static String ofThisProcess() {
        String host =
                System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", "this host"));
        return System.getProperty("user.name", "somebody") + "@" + host + " (process "
                + ProcessHandle.current().pid() + ")";
    }
}
