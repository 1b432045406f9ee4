/** The provider that {@code docs/write-a-provider.md} writes: services as small programs inside this JVM. */
@NullMarked
package org.example.embedded;

import org.jspecify.annotations.NullMarked;
