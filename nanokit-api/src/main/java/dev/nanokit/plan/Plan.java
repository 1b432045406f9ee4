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

    /** {@return slots that are no longer wanted and are left because they hold data, or because such data stands on them} */
    List<Slot> kept();

    /** {@return whether nothing is to be changed; that all is well it does not say} */
    boolean isEmpty();

    /** {@return the plan for people} */
    String text();

    /**
     * Gives the plan for tools.
     *
     * @return a JSON object: {@code format} (1), {@code scope}, {@code empty}, {@code steps} with {@code id},
     *     {@code action}, {@code change}, {@code slot}, {@code edition}, {@code cause}, {@code changes} (each with
     *     {@code field}, {@code kind} and, where it may be told, {@code wanted}), {@code needs} and {@code at} (the place in the file, where there is one), {@code notes}, {@code kept}. Properties may be added
     */
    String json();

    /**
     * Gives the plan as a graph for a pull request.
     *
     * @return a flowchart in the language of Mermaid: steps that change something as boxes, waits rounded
     */
    String mermaid();
}
