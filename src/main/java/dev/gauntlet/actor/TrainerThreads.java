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

  private TrainerThreads() {}

  /** Selects the dispatcher for everything that computes on networks. */
  public static DispatcherSelector selector() {
    return DispatcherSelector.fromConfig(DISPATCHER);
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
