package dev.nanokit.plan;

import dev.nanokit.provider.Finding;
import dev.nanokit.provider.Scope;
import dev.nanokit.provider.Slot;
import java.util.List;

/**
 * The steps from what is there to what is wanted. The same file and the same world give an equal plan with the same
 * text. Made by the engine only; immutable and thread-safe.
 */
public interface Plan {

    /** {@return whose plan it is} */
    Scope scope();

    /** {@return all steps, each after those that it needs; waits among them} */
    List<Step> steps();

    /** {@return what is done in another way than the file says, with the place of each} */
    List<Finding> findings();

    /** {@return slots that the file no longer names and that are left because they hold data} */
    List<Slot> kept();

    /** {@return whether nothing is to be changed; that all is well it does not say} */
    boolean isEmpty();

    /** {@return the plan for people} */
    String text();
}
