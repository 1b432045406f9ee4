/**
 * Unit-test a deployment in milliseconds: {@link dev.nanokit.testkit.FakeProvider} is a platform in memory, on a time of
 * its own, with the rules of a real one.
 */
@NullMarked
package dev.nanokit.testkit;

import org.jspecify.annotations.NullMarked;
