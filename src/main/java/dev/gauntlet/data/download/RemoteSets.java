package dev.gauntlet.data.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the published sets are, with the lengths and checksums of their files. */
final class RemoteSets {

  /** The authors' own page comes last: it has refused downloads for years. */
  private static final List<String> MNIST_FOLDERS =
      List.of(
          "https://ossci-datasets.s3.amazonaws.com/mnist/",
          "https://storage.googleapis.com/cvdf-datasets/mnist/",
          "http://yann.lecun.com/exdb/mnist/");

  private static final List<String> FASHION_MNIST_FOLDERS =
      List.of(
          "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
          "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/");

  private static final List<String> CIFAR_10_FOLDERS =
      List.of(
          "https://www.cs.toronto.edu/~kriz/",
          "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/");

  private static final List<RemoteSet> ALL =
      List.of(
          new RemoteSet(
              "mnist",
              List.of(
                  file(
                      MNIST_FOLDERS,
                      "train-images-idx3-ubyte.gz",
                      9_912_422,
                      "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                  file(
                      MNIST_FOLDERS,
                      "train-labels-idx1-ubyte.gz",
                      28_881,
                      "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                  file(
                      MNIST_FOLDERS,
                      "t10k-images-idx3-ubyte.gz",
                      1_648_877,
                      "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                  file(
                      MNIST_FOLDERS,
                      "t10k-labels-idx1-ubyte.gz",
                      4_542,
                      "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"))),
          new RemoteSet(
              "fashion-mnist",
              List.of(
                  file(
                      FASHION_MNIST_FOLDERS,
                      "train-images-idx3-ubyte.gz",
                      26_421_880,
                      "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                  file(
                      FASHION_MNIST_FOLDERS,
                      "train-labels-idx1-ubyte.gz",
                      29_515,
                      "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                  file(
                      FASHION_MNIST_FOLDERS,
                      "t10k-images-idx3-ubyte.gz",
                      4_422_102,
                      "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                  file(
                      FASHION_MNIST_FOLDERS,
                      "t10k-labels-idx1-ubyte.gz",
                      5_148,
                      "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"))),
          new RemoteSet(
              "cifar-10",
              List.of(
                  file(
                      CIFAR_10_FOLDERS,
                      "cifar-10-binary.tar.gz",
                      170_052_171,
                      "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"))));

  private RemoteSets() {}

  static Optional<RemoteSet> named(String name) {
    return ALL.stream().filter(set -> set.name().equals(name)).findFirst();
  }

  static Stream<String> names() {
    return ALL.stream().map(RemoteSet::name);
  }

  private static RemoteFile file(List<String> folders, String name, long bytes, String sha256) {
    List<URI> addresses = folders.stream().map(folder -> URI.create(folder + name)).toList();
    return new RemoteFile(name, bytes, sha256, addresses);
  }
}
