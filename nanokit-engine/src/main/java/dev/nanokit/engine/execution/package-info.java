/**
 * Carries a plan out. One thread, the caller's, owns the state of the run; workers get immutable values and answer
 * through one mailbox. Waiting for readiness holds no thread. The door is
 * {@link dev.nanokit.engine.execution.Executor}.
 */
@NullMarked
package dev.nanokit.engine.execution;

import org.jspecify.annotations.NullMarked;
