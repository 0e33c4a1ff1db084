package dev.gauntlet.experiment.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * This program.
 *
 * @param version as released
 * @param commit that it was built from
 * @param changed whether the sources were not as committed
 */
public record Build(String version, String commit, boolean changed) {

  private static final String UNKNOWN = "unknown";

  /** As the build has noted it; {@code unknown} where it has not. */
  public static Build current() {
    Properties build = new Properties();
    try (InputStream source = Build.class.getResourceAsStream("/git.properties")) {
      if (source != null) {
        build.load(source);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        build.getProperty("git.build.version", UNKNOWN),
        build.getProperty("git.commit.id", UNKNOWN),
        Boolean.parseBoolean(build.getProperty("git.dirty")));
  }

  @Override
  public String toString() {
    return version + " (" + commit + (changed ? ", changed" : "") + ")";
  }
}
