/**
 * A provider as an outsider would write one: services as processes of this machine, started from {@code start}, behind a
 * gateway of the JDK's own HTTP server. It knows nanokit-api and nothing else. {@link
 * dev.nanokit.sample.process.ProcessProvider} is the door; {@code Registry} holds the labels, in one file a resource. What a
 * platform may have beside its duties has a class each: {@code FileLeases}, {@code ProcessJobs}, {@code InstancePrograms}.
 */
@NullMarked
package dev.nanokit.sample.process;

import org.jspecify.annotations.NullMarked;
