package dev.gauntlet.experiment.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.learning.ToyEngine;
import org.junit.jupiter.api.Test;

class HostTest {

  @Test
  void whatCanRoundDifferentlyIsTheJavaTheProcessorAndTheEngineButNotTheNumberOfCores() {
    assertThat(Host.arithmetic(new ToyEngine()))
        .contains("Java " + Runtime.version().feature())
        .contains(System.getProperty("java.vendor"))
        .contains(new ToyEngine().description())
        .doesNotContain("cores");
    assertThat(Host.identity(new ToyEngine()).toString())
        .contains(Host.arithmetic(new ToyEngine()));
  }
}
