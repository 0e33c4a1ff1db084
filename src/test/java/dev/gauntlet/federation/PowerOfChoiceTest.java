package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.simulation.RandomStreams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PowerOfChoiceTest {

  @Test
  void drawsItsCandidatesByDataSize() {
    Crowd crowd = Crowd.of(6).holding(1, 2, 3, 4, 5, 6);

    assertThat(new PowerOfChoice(4).select(2, crowd, random()))
        .isEqualTo(new ByDataSize().select(4, crowd, random()));
  }

  @Test
  void drawsAsManyAsAreNeeded() {
    assertThat(new PowerOfChoice(2).select(5, Crowd.of(9), random())).hasSize(5);
  }

  @Test
  void needsACandidate() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PowerOfChoice(0));
  }

  private static RandomGenerator random() {
    return new RandomStreams(2).stream("selection");
  }
}
