package dev.nanokit.engine.selection;

/** Found by the name {@code old}. */
public final class Old extends NamedProvider {

    /** Made by the service loader. */
    public Old() {
        super("old");
    }

    @Override
    public int spiVersion() {
        return 0;
    }
}
