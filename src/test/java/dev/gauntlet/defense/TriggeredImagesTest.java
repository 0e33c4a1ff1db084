package dev.gauntlet.defense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.Examples;
import dev.gauntlet.data.GreyImages;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.simulation.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TriggeredImagesTest {

  private static final ImageShape SHAPE = new ImageShape(2, 1, 2);
  private static final InvertedTrigger LEFT =
      new InvertedTrigger(SHAPE, new float[] {1, 0}, new float[] {0.5f, 9, 0.25f, 9}, 1);
  private static final InvertedTrigger HALF =
      new InvertedTrigger(SHAPE, new float[] {0, 0.5f}, new float[] {9, 1, 9, 0}, 1);

  private final Examples images =
      new GreyImages(SHAPE, IntStream.range(0, 100).map(i -> i % 10).toArray());

  @Test
  void blendsTheTriggerIntoEveryChannelByItsMask() {
    Examples left = TriggeredImages.labelled(images, LEFT, 7);
    Examples half = TriggeredImages.labelled(images, HALF, 3);

    assertThat(left.label(4)).isEqualTo(7);
    assertThat(pixels(left, 64)).containsExactly(0.5f, 0.25f, 0.25f, 0.25f);
    assertThat(pixels(half, 64)).containsExactly(0.25f, 0.625f, 0.25f, 0.125f);
    assertThat(HALF.norm()).isEqualTo(0.5);
  }

  @Test
  void unlearnsOnAShareWithTheirOwnLabelsAndTriggersInTurn() {
    Examples mixed =
        TriggeredImages.unlearning(
            images, List.of(LEFT, HALF), 0.2, new RandomStreams(1).stream("test"));

    long left = IntStream.range(0, 100).filter(i -> pixels(mixed, i)[0] == 0.5f).count();
    long changed =
        IntStream.range(0, 100)
            .filter(i -> !Arrays.equals(pixels(mixed, i), pixels(images, i)))
            .count();
    assertThat(left).isEqualTo(10);
    assertThat(changed).isEqualTo(20);
    assertThat(IntStream.range(0, 100).map(mixed::label).toArray())
        .isEqualTo(IntStream.range(0, 100).map(images::label).toArray());
  }

  private static float[] pixels(Examples examples, int index) {
    float[] pixels = new float[SHAPE.size()];
    examples.copyPixels(index, pixels, 0);
    return pixels;
  }
}
