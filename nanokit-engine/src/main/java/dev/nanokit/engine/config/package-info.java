/**
 * Reads a nanokit.yml: parse, merge the environment, interpolate, bind, check. All problems of a file in one report, each
 * with its place. A block of the file is a class that implements {@code Block}. The door is
 * {@link dev.nanokit.engine.config.ConfigReader}.
 */
@NullMarked
package dev.nanokit.engine.config;

import org.jspecify.annotations.NullMarked;
