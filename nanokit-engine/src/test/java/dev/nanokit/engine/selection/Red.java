package dev.nanokit.engine.selection;

/** Found by the name {@code red}. */
public final class Red extends NamedProvider {

    /** Made by the service loader. */
    public Red() {
        super("red");
    }
}
