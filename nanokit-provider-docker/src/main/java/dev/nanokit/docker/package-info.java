/**
 * Docker as a platform: containers as instances, a network and volumes per scope, Caddy in a container as gateway.
 * Labels are the only state. {@link dev.nanokit.docker.DockerProvider} is the door; {@code DockerCalls} and
 * {@code DockerFailures} alone know the SDK.
 */
@NullMarked
package dev.nanokit.docker;

import org.jspecify.annotations.NullMarked;
