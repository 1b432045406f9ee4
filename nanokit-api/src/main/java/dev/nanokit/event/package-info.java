/**
 * What happens during a run, as values with one grammar: started, progressed, finished.
 */
@NullMarked
package dev.nanokit.event;

import org.jspecify.annotations.NullMarked;
