package dev.nanokit.engine.selection;

/** Found by the name {@code blue}. */
public final class Blue extends NamedProvider {

    /** Made by the service loader. */
    public Blue() {
        super("blue");
    }
}
