@NullMarked
package dev.nanokit.testkit.contract;

import org.jspecify.annotations.NullMarked;
