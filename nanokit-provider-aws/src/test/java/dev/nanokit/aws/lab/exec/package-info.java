/** The far end of ECS Exec: a WebSocket server, and the agent in a container behind it. */
package dev.nanokit.aws.lab.exec;
