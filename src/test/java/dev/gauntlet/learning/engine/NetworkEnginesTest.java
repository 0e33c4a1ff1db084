package dev.gauntlet.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.learning.dl4j.Dl4jEngine;
import dev.gauntlet.learning.openblas.OpenBlasEngine;
import org.junit.jupiter.api.Test;

class NetworkEnginesTest {

  @Test
  void prefersTheCompactEngine() {
    assertThat(NetworkEngines.preferred()).isInstanceOf(OpenBlasEngine.class);
  }

  @Test
  void fallsBackToDeeplearning4jWithoutTheNativeLibrary() {
    assertThat(
            NetworkEngines.preferred(
                () -> {
                  throw new UnsatisfiedLinkError("no jniopenblas_nolapack in java.library.path");
                }))
        .isInstanceOf(Dl4jEngine.class);
  }
}
