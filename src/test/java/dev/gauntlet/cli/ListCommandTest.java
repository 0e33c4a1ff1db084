package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListCommandTest {

  @Test
  void namesWhatAScenarioCanNameWithItsSource() {
    CommandLineRun list = CommandLineRun.of("list");

    assertThat(list.exitCode()).isZero();
    assertThat(list.err()).isEmpty();
    assertThat(list.out().lines())
        .contains("data sets", "networks", "phases", "votes", "aggregation rules", "attacks")
        .contains("trigger patterns", "partition schemes")
        .contains("selection strategies", "time modes", "staleness weightings", "timeline actions")
        .anyMatch(line -> line.matches(" {2}cifar-10 +.*\\[Krizhevsky 2009\\]"))
        .anyMatch(line -> line.matches(" {2}fine-tuning +.*arXiv:2011\\.01767\\]"))
        .anyMatch(line -> line.matches(" {2}distributed +.*ICLR 2020.*\\]"));
  }
}
