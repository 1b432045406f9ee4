/**
 * The format of nanokit.yml as data: {@link dev.nanokit.engine.format.FileFormat} says which keys there are, and the JSON
 * Schema and the reference are made from it. The reader is held to it by tests.
 */
@NullMarked
package dev.nanokit.engine.format;

import org.jspecify.annotations.NullMarked;
