package dev.nanokit.provider;

/** The version of the Provider interface. */
public final class SpiVersion {

    /**
     * The version that a provider is compiled against. The compiler copies the value into the provider, so the engine
     * reads what the provider was built for, not what is on the class path.
     */
    public static final int CURRENT = 1;

    private SpiVersion() {}
}
