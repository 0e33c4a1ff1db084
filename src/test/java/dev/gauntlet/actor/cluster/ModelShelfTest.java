package dev.gauntlet.actor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelShelfTest {

  private static final GlobalModel FIRST = model(0);
  private static final GlobalModel SECOND = model(1);

  private final ModelShelf shelf = new ModelShelf();

  @Test
  void knowsAModelByItsParametersNotItsVersion() {
    shelf.put(0, FIRST, List.of());

    assertThat(shelf.numberOf(FIRST)).hasValue(0);
    assertThat(shelf.numberOf(FIRST.after(7))).as("the same parameters, later").hasValue(0);
    assertThat(shelf.numberOf(model(0))).as("another of the same version").isEmpty();
    assertThat(
            shelf.numberOf(
                new GlobalModel(0, FIRST.parameters(), PrunedChannels.of(1), WeightMoments.NONE)))
        .as("other channels pruned")
        .isEmpty();
  }

  @Test
  void throwsOutWhatIsNotKept() {
    shelf.put(0, FIRST, List.of());
    shelf.put(1, SECOND, List.of(0));
    assertThat(shelf.get(0)).isSameAs(FIRST);

    shelf.put(2, model(2), List.of(1));
    assertThat(shelf.get(1)).isSameAs(SECOND);
    assertThatIllegalStateException().isThrownBy(() -> shelf.get(0));
    assertThat(shelf.nextNumber()).isEqualTo(3);
  }

  private static GlobalModel model(int version) {
    return new GlobalModel(
        version, ParameterVector.copyOf(1, 2), PrunedChannels.NONE, WeightMoments.NONE);
  }
}
