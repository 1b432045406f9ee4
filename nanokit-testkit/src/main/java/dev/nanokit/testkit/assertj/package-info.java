/**
 * Assertions that read like sentences, for plans, deployments, statuses, events and the world of a fake platform; a
 * failure shows the plan, what was written, and what happened. Begin with
 * {@link dev.nanokit.testkit.assertj.NanokitAssertions}. Needs AssertJ on the class path, and no JUnit.
 */
@NullMarked
package dev.nanokit.testkit.assertj;

import org.jspecify.annotations.NullMarked;
