package dev.gauntlet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The program's version and the commit it was built from. */
final class VersionOption implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream source = VersionOption.class.getResourceAsStream("/git.properties")) {
      if (source != null) {
        build.load(source);
      }
    }
    return new String[] {
      "gauntlet "
          + build.getProperty("git.build.version", "unknown")
          + " ("
          + build.getProperty("git.commit.id", "unknown")
          + ")"
    };
  }
}
