package dev.gauntlet.actor.cluster;

import java.time.Duration;

/**
 * What a node of a cluster is told beside its run.
 *
 * @param host the address at which the other nodes reach this one, as numbers
 * @param port of the run's node; 0 for any that is free
 * @param workerTimeout how long a run waits while it has no worker
 * @param joinTimeout how long a worker looks for the run's node
 * @param messageLimit bytes that a message from another node may have
 * @param anyMachine whether workers may be of another kind than the run's node
 * @param akka more settings for Akka, as HOCON
 */
public record NodeSettings(
    String host,
    int port,
    Duration workerTimeout,
    Duration joinTimeout,
    int messageLimit,
    boolean anyMachine,
    String akka) {

  /** The same settings with another address for this node. */
  public NodeSettings at(String otherHost, int otherPort) {
    return new NodeSettings(
        otherHost, otherPort, workerTimeout, joinTimeout, messageLimit, anyMachine, akka);
  }
}
