package dev.gauntlet.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The option that sets keys of scenarios. */
final class KeyOverrides {

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = {
        "Give a key this value in every scenario; repeatable.",
        "A number is a place in a list: adversaries.0.backdoor.victim=4.",
        "A whole block or list is replaced: 'adversaries=[]'."
      })
  List<String> texts = List.of();
}
