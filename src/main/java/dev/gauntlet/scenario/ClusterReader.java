package dev.gauntlet.scenario;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import dev.gauntlet.actor.cluster.NodeSettings;
import dev.gauntlet.hocon.Bounds;
import dev.gauntlet.hocon.Defaults;
import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.Includes;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Parsed;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.hocon.SourceLocation;
import dev.gauntlet.hocon.Units;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads the file that {@code --cluster} names, over the block "cluster" of reference.conf. */
public final class ClusterReader {

  private static final String AKKA = "akka";

  /** The highest number that a port can have. */
  public static final int LAST_PORT = 65_535;

  private static final double MILLIS = 1e3;

  private ClusterReader() {}

  /**
   * The settings of a node.
   *
   * @param file the defaults if empty
   * @throws InvalidConfigException with everything that is wrong, if anything is
   */
  public static NodeSettings read(Optional<Path> file) throws InvalidConfigException {
    String name = file.map(Path::toString).orElse(SourceLocation.DEFAULT);
    Diagnostics reading = new Diagnostics(name);
    ConfigObject written = Defaults.NONE;
    if (file.isPresent()) {
      written = parse(file.get(), reading);
    }
    ConfigObject akka = written.get(AKKA) instanceof ConfigObject block ? block : Defaults.NONE;
    Section keys =
        new Section("", written.withoutKey(AKKA), Defaults.block("cluster"), name, reading);
    NodeSettings settings = settings(keys, akka);
    keys.reportUnknownKeys();
    if (reading.hasProblems()) {
      throw new InvalidConfigException(reading.problems());
    }
    return settings;
  }

  private static NodeSettings settings(Section keys, ConfigObject akka) {
    return new NodeSettings(
        address(keys.setting("host")),
        keys.integer("port", 0, LAST_PORT),
        duration(keys.setting("worker-timeout")),
        duration(keys.setting("join-timeout")),
        (int) keys.setting("message-limit").quantity(Units.BYTES, Bounds.from(1 << 20).to(1 << 30)),
        keys.setting("allow-other-processors").flag(),
        akka.toConfig()
            .root()
            .render(ConfigRenderOptions.concise().setJson(true))
            .transform(text -> text.equals("{}") ? "" : "akka " + text));
  }

  /** As numbers: nodes know each other by the very text of their addresses. */
  private static String address(Setting setting) {
    String expected = "expected the name or the address of this machine";
    String host = setting.text(expected);
    Optional<String> address = addressOf(host);
    if (address.isEmpty()) {
      setting.problem("no machine is called " + Messages.quote(host), expected);
    }
    return address.orElse(host);
  }

  /** The address of a machine as numbers, if there is such a machine. */
  public static Optional<String> addressOf(String host) {
    try {
      return Optional.of(InetAddress.getByName(host).getHostAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Duration duration(Setting setting) {
    double seconds = setting.quantity(Units.SECONDS, Bounds.from(1).to(Limits.SECONDS));
    return Duration.ofMillis(Math.round(MILLIS * seconds));
  }

  /** Unlike a scenario it may refer to the environment, for passwords. */
  private static ConfigObject parse(Path file, Diagnostics reading) {
    if (!Files.isRegularFile(file)) {
      reading.problem(
          file.toString(), "", "there is no such file", "expected a cluster's settings");
      return Defaults.NONE;
    }
    try {
      Config parsed = Includes.parse(file, reading).toConfig();
      return parsed.resolve(ConfigResolveOptions.defaults()).root();
    } catch (ConfigException e) {
      String where =
          Optional.ofNullable(e.origin()).flatMap(SourceLocation::of).orElse(file.toString());
      reading.problem(where, "", Parsed.message(e), "");
      return Defaults.NONE;
    }
  }
}
