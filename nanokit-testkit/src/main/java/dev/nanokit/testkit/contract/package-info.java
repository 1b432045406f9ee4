/**
 * What every provider promises, as a suite that its author runs: a class that extends
 * {@link dev.nanokit.testkit.contract.ProviderContract} and brings a {@link dev.nanokit.testkit.contract.ProviderHarness}.
 * Needs JUnit Jupiter and AssertJ, which the author brings.
 */
@NullMarked
package dev.nanokit.testkit.contract;

import org.jspecify.annotations.NullMarked;
