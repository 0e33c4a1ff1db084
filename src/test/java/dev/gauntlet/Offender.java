package dev.gauntlet;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A class that breaks a rule, compiled only to see that the rule finds it.
 *
 * @param rule its name
 * @param packageName where the class is, below {@code dev.gauntlet}
 * @param code the offence, a statement
 */
record Offender(String rule, String packageName, String code) {

  static final List<Offender> ALL =
      List.of(
          in("simulation").breaking("no cycles", "dev.gauntlet.federation.ClientId.class"),
          in("learning").breaking("akka", "akka.actor.typed.ActorRef.class"),
          in("client").breaking("akka", "akka.Done.class"),
          in("actor").breaking("config", "com.typesafe.config.ConfigFactory.empty()"),
          in("experiment.runfolder").breaking("config", "com.typesafe.config.Config.class"),
          in("experiment").breaking("picocli", "picocli.CommandLine.class"),
          in("learning").breaking("dl4j", "org.nd4j.linalg.factory.Nd4j.class"),
          in("experiment")
              .breaking("dl4j", "org.deeplearning4j.nn.multilayer.MultiLayerNetwork.class"),
          in("learning").breaking("bytedeco", "org.bytedeco.javacpp.Loader.class"),
          in("learning.dl4j").breaking("files", "java.nio.file.Files.exists(null)"),
          in("phase").breaking("files", "new java.io.File(\"x\")"),
          in("actor").breaking("files", "java.nio.channels.FileChannel.class"),
          in("metrics").breaking("files", "java.io.FileReader.class"),
          in("checkpoint").breaking("whole files", "java.nio.file.Files.newOutputStream(null)"),
          in("data").breaking("threads of the run", "java.util.List.of().parallelStream()"),
          in("metrics")
              .breaking(
                  "sealed dispatch",
                  "(Object) this instanceof dev.gauntlet.learning.Layer.Dense"
                      + " || (Object) this instanceof dev.gauntlet.learning.Layer.MaxPooling"),
          in("match").breaking("match needs", "dev.gauntlet.data.Examples.class"),
          in("actor").breaking("clock and chance", "System.nanoTime()"),
          in("data").breaking("clock and chance", "new java.util.Random()"),
          in("attack").breaking("clock and chance", "Math.random()"),
          in("client").breaking("clock and chance", "java.time.Instant.now()"),
          in("phase").breaking("clock and chance", "java.util.UUID.randomUUID()"),
          in("learning")
              .breaking("clock and chance", "java.util.random.RandomGenerator.getDefault()"),
          in("scenario").breaking("clock and chance", "supplied(java.time.LocalDate::now)"),
          in("federation")
              .breaking("clock and chance", "java.util.concurrent.ThreadLocalRandom.current()"),
          in("simulation").breaking("simulation needs", "dev.gauntlet.data.Examples.class"),
          in("simulation").breaking("simulation needs", "org.slf4j.Logger.class"),
          in("federation").breaking("federation needs", "dev.gauntlet.data.Examples.class"),
          in("aggregation").breaking("aggregation needs", "dev.gauntlet.attack.Adversary.class"),
          in("timeline").breaking("timeline needs", "dev.gauntlet.attack.Adversary.class"),
          in("attack").breaking("attack needs", "dev.gauntlet.defense.PruningStop.class"),
          in("defense").breaking("defense needs", "dev.gauntlet.attack.Adversary.class"),
          in("data").breaking("data needs", "dev.gauntlet.federation.ClientId.class"),
          in("data").breaking("data needs", "org.apache.commons.compress.utils.IOUtils.class"),
          in("data.download")
              .breaking("data.download needs", "dev.gauntlet.federation.ClientId.class"),
          in("actor").breaking("actor never sees", "dev.gauntlet.report.Json.class"),
          in("actor")
              .breaking("actor never sees", "dev.gauntlet.experiment.request.RunOptions.class"),
          in("hocon").breaking("hocon needs", "dev.gauntlet.data.Examples.class"),
          in("scenario")
              .breaking("scenario never sees", "dev.gauntlet.experiment.Experiment.class"),
          in("experiment.backend")
              .breaking("experiment never sees", "dev.gauntlet.matrix.Matrix.class"),
          in("actor").breaking("the server is innocent", "dev.gauntlet.attack.Backdoor.class"),
          in("metrics").breaking("the server is innocent", "dev.gauntlet.attack.Adversary.class"),
          in("experiment").breaking("only cli prints", "System.out.append(\"x\")"),
          in("phase").breaking("phase never sees", "dev.gauntlet.actor.Simulation.class"),
          in("protocol").breaking("protocol never sees", "dev.gauntlet.actor.Simulation.class"),
          in("client").breaking("client never sees", "dev.gauntlet.actor.Simulation.class"));

  private static Offender in(String packageName) {
    return new Offender("", packageName, "");
  }

  private Offender breaking(String rule, String code) {
    return new Offender(rule, packageName, code);
  }

  /** The class's full name, another for each offender. */
  String className() {
    return "dev.gauntlet." + packageName + ".Offender" + ALL.indexOf(this);
  }

  /** Compiles all offenders into the folder. */
  static void compile(Path folder) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = new ArrayList<>();
      for (Offender offender : ALL) {
        sources.add(offender.write(folder));
      }
      List<String> options =
          List.of(
              "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new AssertionError(messages.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(Path folder) throws IOException {
    String name = "Offender" + ALL.indexOf(this);
    return Files.writeString(
        folder.resolve(name + ".java"),
        """
        package dev.gauntlet.%s;
        class %s {
          Object offence() throws Exception { return %s; }
          static Object supplied(java.util.function.Supplier<?> supplier) { return supplier; }
        }
        """
            .formatted(packageName, name, code));
  }
}
