package dev.gauntlet.actor;

import akka.actor.typed.DispatcherSelector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Map;

/**
 * The settings of the actor system: above all the dispatcher on which clients train, a fixed set of
 * threads for the life of the run, because networks keep memory outside the heap for each thread.
 */
public final class TrainerThreads {

  private static final String DISPATCHER = "gauntlet-trainers";
  private static final String SERVER = "gauntlet-server";

  private TrainerThreads() {}

  /** Selects the dispatcher for everything that computes on networks. */
  public static DispatcherSelector selector() {
    return DispatcherSelector.fromConfig(DISPATCHER);
  }

  /**
   * Selects the dispatcher of the server, which combines updates and writes files inside its
   * handlers: nothing else waits for that. It is a pool of fork and join, so that parallel streams
   * that begin in it, as those of the aggregation rules, stay on its threads.
   */
  static DispatcherSelector ofTheServer() {
    return DispatcherSelector.fromConfig(SERVER);
  }

  /** The actor system's configuration with that many trainer threads. */
  public static Config config(int threads) {
    return ConfigFactory.parseMap(
            Map.ofEntries(
                Map.entry(DISPATCHER + ".type", "Dispatcher"),
                Map.entry(DISPATCHER + ".executor", "thread-pool-executor"),
                Map.entry(DISPATCHER + ".thread-pool-executor.fixed-pool-size", threads),
                Map.entry(DISPATCHER + ".thread-pool-executor.allow-core-timeout", "off"),
                // One assignment at a time, so that idle threads find work.
                Map.entry(DISPATCHER + ".throughput", 1),
                Map.entry(SERVER + ".type", "Dispatcher"),
                Map.entry(SERVER + ".executor", "fork-join-executor"),
                Map.entry(SERVER + ".fork-join-executor.parallelism-min", threads),
                Map.entry(SERVER + ".fork-join-executor.parallelism-max", threads),
                Map.entry("akka.actor.provider", "local"),
                Map.entry("akka.daemonic", "on"),
                Map.entry("akka.loglevel", "WARNING"),
                Map.entry("akka.log-dead-letters", "off"),
                Map.entry("akka.log-dead-letters-during-shutdown", "off"),
                Map.entry("akka.jvm-exit-on-fatal-error", "off"),
                Map.entry("akka.coordinated-shutdown.run-by-jvm-shutdown-hook", "off")))
        .withFallback(ConfigFactory.load());
  }
}
