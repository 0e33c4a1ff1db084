package dev.gauntlet.attack.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gauntlet.data.ImageShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SinusoidTest {

  /** Two channels of two rows and four columns. */
  private static final ImageShape SHAPE = new ImageShape(2, 2, 4);

  @Test
  void addsOnePeriodOverTheWidthToEveryRowOfEveryChannel() {
    float[] pixels = new float[1 + SHAPE.size()];
    Arrays.fill(pixels, 0.5f);

    new Sinusoid(0.25, 1).part(3).mark(pixels, 1, SHAPE);

    assertThat(pixels[0]).isEqualTo(0.5f);
    float[] row = {0.5f, 0.75f, 0.5f, 0.25f};
    for (int i = 0; i < SHAPE.size(); i++) {
      assertThat(pixels[1 + i]).isCloseTo(row[i % 4], within(1e-6f));
    }
  }

  @Test
  void pixelsStayBetweenBlackAndWhite() {
    float[] pixels = {0.9f, 0.9f, 0.1f, 0.1f, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1};

    new Sinusoid(1, 1).whole().mark(pixels, 0, SHAPE);

    assertThat(pixels).contains(0f, 1f);
    for (float pixel : pixels) {
      assertThat(pixel).isBetween(0f, 1f);
    }
  }

  @Test
  void refusesWhatMeansNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sinusoid(0, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sinusoid(1.5, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sinusoid(0.1, 0));
  }
}
