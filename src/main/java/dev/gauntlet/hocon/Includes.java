package dev.gauntlet.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Includes in a scenario's file: files only, beside the file that includes them, and missing ones
 * are problems (HOCON itself ignores them).
 */
public final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private final Path file;
  private final List<Path> above;
  private final Diagnostics reading;

  private Includes(Path file, List<Path> above, Diagnostics reading) {
    this.file = file;
    this.above = above;
    this.reading = reading;
  }

  /**
   * A file with all that it includes.
   *
   * @throws ConfigException if a file cannot be read or breaks the syntax
   */
  public static ConfigObject parse(Path file, Diagnostics reading) {
    return parse(file, List.of(), reading);
  }

  private static ConfigObject parse(Path file, List<Path> above, Diagnostics reading) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setAllowMissing(false)
            .setIncluder(new Includes(file, above, reading));
    return ConfigFactory.parseFile(file.toFile(), options).root();
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return includeFile(context, new File(what));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    Path included = file.resolveSibling(what.toPath());
    if (!Files.isRegularFile(included)) {
      return refuse(
          what.getPath(), "there is no file " + included, "paths are relative to " + file);
    }
    List<Path> chain = new ArrayList<>(above);
    chain.add(file.toAbsolutePath().normalize());
    if (chain.contains(included.toAbsolutePath().normalize())) {
      return refuse(what.getPath(), "a file cannot include itself", "remove this include");
    }
    return parse(included, chain, reading);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return refuse(what.toString(), "an address cannot be included", "include a file");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return refuse(what, "a class path resource cannot be included", "include a file");
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  private ConfigObject refuse(String what, String wrong, String right) {
    reading.problem(file + lineOf(what), "include \"" + what + "\"", wrong, right);
    return Defaults.NONE;
  }

  /** The parser does not say on which line it is, so the line is looked for. */
  private String lineOf(String what) {
    Pattern include = Pattern.compile("\\binclude\\b.*" + Pattern.quote("\"" + what + "\""));
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        if (include.matcher(lines.get(i)).find()) {
          return ":" + (i + 1);
        }
      }
    } catch (IOException e) {
      // Without a line the message still names the file.
    }
    return "";
  }
}
