package dev.gauntlet.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/**
 * The defaults of the scenario language: the block {@code gauntlet} of reference.conf, read from
 * our own file because the libraries on the class path have one of that name as well.
 */
public final class Defaults {

  public static final ConfigObject NONE = ConfigFactory.empty().root();

  private static final ConfigObject ROOT = read();

  private Defaults() {}

  /** Of a whole scenario. */
  public static ConfigObject scenario() {
    return block("scenario");
  }

  /** Of the block {@code training.schedule}, wherever else there is one. */
  public static ConfigObject schedule() {
    return scenario().toConfig().getObject("training.schedule");
  }

  /** Of that name in a catalogue. */
  public static ConfigObject of(Catalogue<?> catalogue, String name) {
    ConfigObject all = block(catalogue.block());
    return all.get(name) instanceof ConfigObject object ? object : NONE;
  }

  /** A block directly below {@code gauntlet}. */
  public static ConfigObject block(String name) {
    if (ROOT.get(name) instanceof ConfigObject object) {
      return object;
    }
    throw new IllegalStateException("reference.conf lacks gauntlet." + name);
  }

  private static ConfigObject read() {
    try {
      for (URL file :
          Collections.list(Defaults.class.getClassLoader().getResources("reference.conf"))) {
        Config config = parse(file);
        if (config.hasPath("gauntlet")) {
          return config.getObject("gauntlet");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("no reference.conf on the class path has a block gauntlet");
  }

  private static Config parse(URL file) throws IOException {
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setOriginDescription(SourceLocation.DEFAULT);
    try (Reader reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(reader, options);
    }
  }
}
