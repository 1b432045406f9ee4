/** What AWS does by itself and moto does not: tasks that run, targets that become healthy, databases that take time. */
package dev.nanokit.aws.lab.machine;
