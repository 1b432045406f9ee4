/**
 * Docker as a platform: containers as instances, jobs and leases, a network and volumes per scope, Caddy in a container
 * as gateway. Labels are the only state. {@link dev.nanokit.docker.DockerProvider} is the door; the SDK is known to
 * {@code DockerCalls}, {@code DockerFailures}, the classes of connection and streams, and those that begin with
 * {@code Sdk}.
 */
@NullMarked
package dev.nanokit.docker;

import org.jspecify.annotations.NullMarked;
