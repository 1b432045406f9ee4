/**
 * For tests by JUnit, 5.10 or later: {@link dev.nanokit.testkit.junit.NanokitTest} gives each test a platform in memory and
 * an engine on it, and sees that nothing is left behind; {@link dev.nanokit.testkit.junit.NanokitStack} brings a real stack
 * up for integration tests. Needs no AssertJ; {@link dev.nanokit.testkit.junit.TestEngine} and
 * {@link dev.nanokit.testkit.junit.Transcript} need no JUnit.
 */
@NullMarked
package dev.nanokit.testkit.junit;

import org.jspecify.annotations.NullMarked;
