package dev.gauntlet.actor.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.gauntlet.actor.TrainerThreads;
import java.util.Map;

/**
 * The settings of a node's actor system: cluster.conf of the class path, and over it the user's.
 */
final class NodeConfig {

  /** Part of every node's address. */
  static final String SYSTEM = "gauntlet";

  static final String MESSAGE_LIMIT = "gauntlet-message-limit";

  private NodeConfig() {}

  /**
   * The configuration of a node.
   *
   * @param threads that compute
   * @param worker whether the node leaves the cluster in good order when its process is told to end
   */
  static Config of(NodeSettings settings, int threads, boolean worker) {
    return ConfigFactory.parseMap(
            Map.of(
                "akka.remote.artery.canonical.hostname",
                settings.host(),
                "akka.remote.artery.canonical.port",
                settings.port(),
                "akka.cluster.shutdown-after-unsuccessful-join-seed-nodes",
                settings.joinTimeout(),
                "akka.coordinated-shutdown.run-by-jvm-shutdown-hook",
                worker ? "on" : "off",
                MESSAGE_LIMIT,
                settings.messageLimit()))
        .withFallback(ConfigFactory.parseString(settings.akka()))
        .withFallback(
            ConfigFactory.parseResources(
                NodeConfig.class.getClassLoader(),
                "cluster.conf",
                ConfigParseOptions.defaults().setAllowMissing(false)))
        .withFallback(TrainerThreads.config(threads))
        .resolve();
  }
}
