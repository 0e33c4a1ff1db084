package dev.gauntlet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which part of the program may know which, by name. */
final class ArchitectureRules {

  private static final String ROOT = "dev.gauntlet.";

  /** Everything that opens, lists, reads or writes files; naming a path is not access. */
  private static final String FILE_ACCESS =
      "java\\.nio\\.file\\.(Files|FileSystems?|FileStore)"
          + "|java\\.nio\\.channels\\.(Asynchronous)?FileChannel"
          + "|java\\.io\\.(File|File(Input|Output)Stream|FileReader|FileWriter|RandomAccessFile)"
          + "|java\\.util\\.(zip\\.Zip|jar\\.Jar)File";

  /** What a run takes and when it was, for the manifest and the progress line: never a result. */
  private static final Set<String> MAY_READ_THE_CLOCK =
      Set.of(
          "cli.MatrixProgress",
          "cli.Progress",
          "experiment.RunRecord",
          "experiment.runfolder.CheckpointWriter",
          "experiment.TrainingClock");

  private static final Map<String, ArchRule> ALL = new LinkedHashMap<>();

  static {
    ALL.put("no cycles", slices().matching(ROOT + "(**)").should().beFreeOfCycles());

    only("akka", inPackages("actor.."), "akka..");
    only(
        "config",
        inPackages("hocon..", "scenario..", "matrix..")
            .or(named("actor.TrainerThreads", "actor.cluster.NodeConfig", "actor.cluster.Nodes")),
        "com.typesafe..");
    only("picocli", inPackages("cli.."), "picocli..");
    only("dl4j", inPackages("learning.dl4j.."), "org.nd4j..", "org.deeplearning4j..");
    only("bytedeco", inPackages("learning.dl4j..", "learning.openblas.."), "org.bytedeco..");

    ALL.put(
        "files",
        noClasses()
            .that(
                not(
                    inPackages(
                        "cli..",
                        "hocon..",
                        "matrix..",
                        "scenario..",
                        "data..",
                        "checkpoint..",
                        "experiment..",
                        "report..")))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(FILE_ACCESS));
    calls(
        "whole files",
        // A worker writes files for a moment and for itself.
        named("data.AtomicFile", "experiment.backend.Worker"),
        call ->
            call.getTargetOwner().getName().equals("java.nio.file.Files")
                && List.of("move", "newOutputStream", "newBufferedWriter", "write", "writeString")
                    .contains(call.getTarget().getName()));
    calls(
        "threads of the run",
        inPackages("aggregation", "aggregation.arithmetic"),
        call -> call.getTarget().getName().matches("parallel[A-Z]?\\w*"));
    ALL.put("sealed dispatch", classes().should(new NoTypeChains()));
    ALL.put(
        "clock and chance",
        noClasses()
            .that(not(named(MAY_READ_THE_CLOCK.toArray(String[]::new))))
            .should()
            .accessTargetWhere(
                describe("the wall clock or unseeded chance", ArchitectureRules::isUnrepeatable)));

    needs("match");
    ALL.put(
        "hocon needs",
        classes()
            .that(inPackages("hocon.."))
            .should()
            .onlyDependOnClassesThat(
                inPackages("hocon..")
                    .or(platform())
                    .or(JavaClass.Predicates.resideInAPackage("com.typesafe.config.."))));
    needs("simulation");
    needs("federation", "simulation");
    needs("aggregation", "federation", "simulation");
    needs("timeline", "aggregation", "federation");
    needs("attack", "federation", "data", "learning", "simulation");
    needs("defense", "data", "federation", "learning", "simulation");
    ALL.put(
        "data needs",
        onlyNeeds(
            inPackages("data", "data.partition", "data.synthetic", "data.published"),
            "data..",
            "simulation.."));
    ALL.put(
        "data.download needs",
        classes()
            .that(inPackages("data.download.."))
            .should()
            .onlyDependOnClassesThat(
                inPackages("data..")
                    .or(platform())
                    .or(JavaClass.Predicates.resideInAPackage("org.apache.commons.compress..")))
            .allowEmptyShould(true));

    never("actor", "hocon", "scenario", "report", "cli", "experiment", "matrix");
    never("experiment", "matrix", "cli");
    never("scenario", "experiment", "matrix", "report");
    // The server must not know the trigger: what it computes never sees an attack.
    ALL.put(
        "the server is innocent",
        noClasses()
            .that(inPackages("phase..", "aggregation..", "defense..", "metrics..", "actor.."))
            .should()
            .dependOnClassesThat(inPackages("attack..")));
    calls(
        "only cli prints",
        inPackages("cli.."),
        call ->
            call.getTargetOwner().getName().equals("java.lang.System")
                && List.of("out", "err").contains(call.getTarget().getName()));
    never("phase", "actor");
    never("protocol", "actor");
    never("client", "actor");
  }

  private ArchitectureRules() {}

  static Map<String, ArchRule> all() {
    return ALL;
  }

  private static void only(String name, DescribedPredicate<JavaClass> users, String... libraries) {
    ALL.put(
        name,
        noClasses().that(not(users)).should().dependOnClassesThat().resideInAnyPackage(libraries));
  }

  private static void calls(
      String name, DescribedPredicate<JavaClass> callers, Predicate<JavaAccess<?>> forbidden) {
    ALL.put(
        name, noClasses().that(not(callers)).should().accessTargetWhere(describe(name, forbidden)));
  }

  private static void needs(String user, String... others) {
    String[] own = Stream.concat(Stream.of(user), Arrays.stream(others)).toArray(String[]::new);
    ALL.put(user + " needs", onlyNeeds(inPackages(user + ".."), below(own)));
  }

  private static ArchRule onlyNeeds(DescribedPredicate<JavaClass> users, String... allowed) {
    return classes()
        .that(users)
        .should()
        .onlyDependOnClassesThat(
            inPackages(allowed).or(inPackages("match..")).or(platform()).or(mathematics()));
  }

  private static void never(String user, String... hidden) {
    ALL.put(
        user + " never sees",
        noClasses()
            .that(inPackages(user + ".."))
            .should()
            .dependOnClassesThat(inPackages(below(hidden))));
  }

  private static boolean isUnrepeatable(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String member = access.getTarget().getName();
    boolean noArguments = access.getTarget().getFullName().endsWith("()");
    return switch (owner) {
      case "java.lang.System" -> List.of("currentTimeMillis", "nanoTime").contains(member);
      case "java.lang.Math", "java.lang.StrictMath" -> member.equals("random");
      case "java.util.UUID" -> member.equals("randomUUID");
      case "java.util.Collections" ->
          member.equals("shuffle") && !access.getTarget().getFullName().contains("Random");
      case "java.util.Random", "java.util.SplittableRandom", "java.util.Date" ->
          member.equals("<init>") && noArguments;
      case "java.util.random.RandomGenerator" -> List.of("of", "getDefault").contains(member);
      case "java.util.random.RandomGeneratorFactory" -> member.equals("create") && noArguments;
      case "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom" -> true;
      default ->
          owner.startsWith("java.time.")
              && (member.equals("now") || owner.equals("java.time.Clock"));
    };
  }

  private static DescribedPredicate<JavaClass> platform() {
    return JavaClass.Predicates.resideInAnyPackage("java..", "org.jspecify..");
  }

  private static DescribedPredicate<JavaClass> inPackages(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(
        Arrays.stream(packages).map(name -> ROOT + name).toArray(String[]::new));
  }

  private static DescribedPredicate<JavaClass> mathematics() {
    return JavaClass.Predicates.resideInAPackage("org.apache.commons.math3..");
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    List<String> full = Arrays.stream(names).map(name -> ROOT + name).toList();
    return describe(
        "named " + full,
        type ->
            full.stream()
                .anyMatch(n -> type.getName().equals(n) || type.getName().startsWith(n + "$")));
  }

  private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.not(predicate);
  }

  private static String[] below(String... packages) {
    return Arrays.stream(packages).map(name -> name + "..").toArray(String[]::new);
  }
}
