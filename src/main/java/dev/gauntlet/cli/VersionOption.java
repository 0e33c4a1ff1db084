package dev.gauntlet.cli;

import dev.gauntlet.experiment.provenance.Build;
import picocli.CommandLine.IVersionProvider;

/** The program's version and the commit it was built from. */
final class VersionOption implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"gauntlet " + Build.current()};
  }
}
