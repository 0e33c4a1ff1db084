package dev.gauntlet.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.data.DataSet;
import dev.gauntlet.data.Examples;
import dev.gauntlet.data.ImageSet;
import dev.gauntlet.data.ImageShape;
import dev.gauntlet.data.Sha256;
import dev.gauntlet.data.Subset;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticDigitsTest {

  @Test
  void sameBytesOnEveryMachine() {
    DataSet set = SyntheticDigits.generate(1, 200, 100);
    assertThat(Sha256.of(bytes(set.training())))
        .isEqualTo("f3c3d84e61a08472a5c3e388cbe66674da9ff87a681e80f9ff7b2fdf163fa275");
    assertThat(Sha256.of(bytes(set.test())))
        .isEqualTo("2421e2eca86b0527f90240343b1772de68309402e2b5bfe91203f561dab52f8f");
  }

  @Test
  void anImageDoesNotDependOnHowManyThereAre() {
    byte[] few = bytes(SyntheticDigits.generate(5, 30, 0).training());
    byte[] many = bytes(SyntheticDigits.generate(5, 300, 10).training());
    assertThat(few).isEqualTo(java.util.Arrays.copyOf(many, few.length));
  }

  @Test
  void everyImageIsAnother() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 3; seed++) {
      DataSet set = SyntheticDigits.generate(seed, 500, 500);
      for (ImageSet images : new ImageSet[] {set.training(), set.test()}) {
        for (int i = 0; i < 500; i++) {
          seen.add(Sha256.of(bytes(new Subset(images, new int[] {i}))));
        }
      }
    }
    assertThat(seen).hasSize(3000);
  }

  @Test
  void labelsInTurnAndNoFiles() {
    DataSet set = SyntheticDigits.generate(2, 25, 11);
    assertThat(IntStream.range(0, 25).map(set.training()::label))
        .containsExactlyElementsOf(IntStream.range(0, 25).map(i -> i % 10).boxed().toList());
    assertThat(set.test().size()).isEqualTo(11);
    assertThat(set.name()).isEqualTo("synthetic-digits");
    assertThat(set.files()).isEmpty();
    assertThat(set.training().shape()).isEqualTo(new ImageShape(1, 28, 28));
  }

  @Test
  void digitsAreInTheMiddleAndTheTriggersCornerIsDark() {
    ImageSet images = SyntheticDigits.generate(3, 1000, 0).training();
    float[] pixels = new float[784];
    double middle = 0;
    double corner = 0;
    for (int i = 0; i < images.size(); i++) {
      images.copyPixels(i, pixels, 0);
      middle += mean(pixels, 8, 20);
      corner += mean(pixels, 24, 28);
    }
    assertThat(middle / images.size()).isGreaterThan(0.2);
    assertThat(corner / images.size()).isLessThan(0.05);
  }

  @Test
  void tooHardForALinearModelButNotMuch() {
    DataSet set = SyntheticDigits.generate(1, 10_000, 2_000);
    double accuracy = SoftmaxRegression.train(set.training(), 10, 8).accuracy(set.test());
    assertThat(accuracy).isBetween(0.85, 0.93);
  }

  /** The mean of the square from that row and column to those before {@code to}. */
  private static double mean(float[] pixels, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      for (int column = from; column < to; column++) {
        sum += pixels[row * 28 + column];
      }
    }
    return sum / ((to - from) * (to - from));
  }

  private static byte[] bytes(Examples images) {
    int size = images.shape().size();
    float[] pixels = new float[size];
    byte[] bytes = new byte[images.size() * size];
    for (int i = 0; i < images.size(); i++) {
      images.copyPixels(i, pixels, 0);
      for (int j = 0; j < size; j++) {
        bytes[i * size + j] = (byte) Math.round(pixels[j] * 255);
      }
    }
    return bytes;
  }
}
