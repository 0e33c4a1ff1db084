package dev.gauntlet.experiment;

import dev.gauntlet.actor.ClientActor;
import dev.gauntlet.actor.Course;
import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.client.AttackerWork;
import dev.gauntlet.client.BenignWork;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.learning.InitialModel;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.dl4j.ModelArchive;
import dev.gauntlet.learning.engine.NetworkEngines;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.FederationStuckException;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.GlobalModel;
import dev.gauntlet.report.Json;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioException;
import dev.gauntlet.scenario.ScenarioReader;
import dev.gauntlet.simulation.Fates;
import dev.gauntlet.simulation.RandomStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scenario ready to run: its request has been checked, its images are there. */
public final class Experiment {

  private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

  private final Scenario scenario;
  private final RunOptions options;
  private final FederationData data;
  private final NetworkEngine engine;
  private final RandomStreams streams;
  private final Start start;
  private volatile @Nullable RunRecord record;

  /**
   * How a run begins.
   *
   * @param checkpoint to go on from
   * @param fork the point of another run to go on from
   * @param lock on the folder, where that was needed already
   * @param again whether the folder holds the run's scenario
   * @param warnings for the user
   */
  private record Start(
      Optional<Checkpoint> checkpoint,
      Optional<Fork> fork,
      Optional<RunLock> lock,
      boolean again,
      List<String> warnings) {}

  private Experiment(Scenario scenario, RunOptions options, FederationData data, Start start) {
    this.scenario = scenario;
    this.options = options;
    this.data = data;
    this.engine = NetworkEngines.preferred();
    this.streams = new RandomStreams(scenario.seed());
    this.start = start;
  }

  /**
   * Checks what can be checked and reads the images; leaves no trace on the disk.
   *
   * @throws RequestException if the output folder cannot be used, or data are missing or damaged
   * @throws ScenarioException if the scenario asks for more than the images give
   */
  public static Experiment prepare(Scenario scenario, RunOptions options)
      throws RequestException, ScenarioException {
    RunFolder.check(folder(scenario, options), options.overwrite());
    return new Experiment(
        scenario,
        options,
        FederationData.of(scenario, options.dataFolder()),
        new Start(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of()));
  }

  /**
   * The same for a run that goes on from a point of another.
   *
   * @throws RequestException also if the scenario cannot go on from there
   */
  public static Experiment fork(Scenario scenario, RunOptions options, ForkPoint point)
      throws RequestException, ScenarioException {
    Path folder = folder(scenario, options);
    RunFolder.check(folder, options.overwrite());
    if (isSame(folder, point.run())) {
      throw new RequestException(
          "--from " + point + ": the new run needs another folder; name one with --out");
    }
    List<String> warnings = new ArrayList<>();
    Fork fork = Fork.at(point, warnings);
    FederationData data =
        FederationData.of(scenario, options.dataFolder(), fork.from().origin().requiredLabels());
    try {
      List<String> problems = fork.problems(scenario, data).toList();
      if (!problems.isEmpty()) {
        throw new RequestException(problems);
      }
    } catch (IOException e) {
      throw new RequestException("--from " + point + ": " + e);
    }
    return new Experiment(
        scenario,
        options,
        data,
        new Start(Optional.empty(), Optional.of(fork), Optional.empty(), false, warnings));
  }

  /**
   * A run that goes on where it was when it ended before its time: at its newest checkpoint that
   * can be read, or from the beginning. Nobody else can write to its folder from now on.
   *
   * @param folder of the run
   * @throws RequestException if there is no run, or it is not what it was
   */
  public static Experiment resume(Path folder, RunOptions options)
      throws RequestException, ScenarioException {
    Path written = folder.resolve(RunFolder.SCENARIO);
    if (!Files.isRegularFile(written)) {
      throw new RequestException(folder + " holds no run: there is no " + written);
    }
    try {
      RunLock lock =
          RunLock.acquire(folder).orElseThrow(() -> new RequestException(RunLock.refusal(folder)));
      try {
        return resume(written, options.in(folder), lock);
      } catch (RequestException | ScenarioException | IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RequestException(folder + " cannot be used: " + e);
    }
  }

  private static Experiment resume(Path written, RunOptions options, RunLock lock)
      throws RequestException, ScenarioException, IOException {
    Path folder = options.output().orElseThrow();
    List<String> warnings = new ArrayList<>();
    Optional<Checkpoint> from =
        new CheckpointFolder(folder.resolve(RunFolder.CHECKPOINTS)).latest(warnings);
    if (from.isPresent()) {
      require(Resumption.problemsOfScenario(from.get(), written));
    }
    Scenario scenario = ScenarioReader.read(written, List.of());
    FederationData data =
        from.isPresent()
            ? FederationData.of(
                scenario, options.dataFolder(), from.get().origin().requiredLabels())
            : FederationData.of(scenario, options.dataFolder());
    Start start =
        new Start(
            from.map(checkpoint -> checkpoint.resumedOnceMore()),
            Optional.empty(),
            Optional.of(lock),
            true,
            warnings);
    Experiment experiment = new Experiment(scenario, options, data, start);
    if (from.isPresent()) {
      Checkpoint.Origin now = experiment.origin();
      require(Resumption.problems(from.get(), now, folder));
      if (!now.engine().equals(from.get().origin().engine())) {
        warnings.add(
            "the run was begun on "
                + from.get().origin().engine()
                + "; on "
                + now.engine()
                + " numbers may differ in their last digits");
      }
    }
    warnings.add(
        folder
            + from.map(checkpoint -> " goes on after " + checkpoint.place())
                .orElse(" has no checkpoint: the run starts again"));
    return experiment;
  }

  private static void require(List<String> problems) throws RequestException {
    if (!problems.isEmpty()) {
      throw new RequestException(problems);
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  /** Whether the run of that folder has come to its end. */
  public static boolean hasEnded(Path folder) {
    return Resumption.hasEnded(folder);
  }

  /** What the user should know before it runs. */
  public List<String> warnings() {
    return List.copyOf(start.warnings());
  }

  /** Where the run's files go. */
  public Path folder() {
    return folder(scenario, options);
  }

  /**
   * Runs all phases, or those that are left, and writes the run's folder.
   *
   * @throws RunFailedException as soon as anything fails; what was written until then is readable
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Summary run() throws RunFailedException, InterruptedException {
    try (RunLock lock = lock();
        Learners learners = new Learners(engine, scenario.architecture())) {
      Optional<Checkpoint> from = begin(lock.folder());
      try (RunRecord opened =
          new RunRecord(
              options,
              RunFolder.goOn(folder()),
              data,
              engine,
              learners,
              origin(),
              from.map(Checkpoint::history).orElse(Checkpoint.History.NONE))) {
        record = opened;
        try {
          opened.begin();
          Summary summary = carryOut(from, learners, opened);
          opened.finish();
          return summary;
        } catch (Simulation.SimulationFailed | RuntimeException | Error e) {
          opened.fail(e);
          throw e;
        }
      }
    } catch (Simulation.SimulationFailed | IOException | RuntimeException | OutOfMemoryError e) {
      if (!isExplainedByItsMessage(e)) {
        LOG.error("where the run failed:", e);
      }
      throw new RunFailedException(RunRecord.words(e), e);
    }
  }

  /**
   * Leaves the run's files whole and on the disk, whatever it is at, so that it can be resumed; it
   * writes no more. From any thread.
   *
   * @param millis to wait at most
   */
  public void stop(long millis) throws InterruptedException {
    RunRecord current = record;
    if (current != null) {
      current.stop(millis);
    }
  }

  private RunLock lock() throws IOException {
    if (start.lock().isPresent()) {
      return start.lock().get();
    }
    return RunLock.acquire(folder()).orElseThrow(() -> new IOException(RunLock.refusal(folder())));
  }

  /** Makes the folder one that a run goes on in, and tells from where. */
  private Optional<Checkpoint> begin(Path folder) throws IOException {
    if (start.checkpoint().isPresent()) {
      new CheckpointFolder(folder.resolve(RunFolder.CHECKPOINTS))
          .removeAfter(start.checkpoint().get().place());
      return start.checkpoint();
    }
    RunFolder opened = RunFolder.open(folder, start.again());
    Optional<Checkpoint> from = Optional.empty();
    if (start.fork().isPresent()) {
      from =
          Optional.of(
              start
                  .fork()
                  .get()
                  .plant(
                      opened,
                      scenario,
                      origin(),
                      forked(start.fork().get().from().state()),
                      options.checkpoints().roundsKept()));
    }
    // Last of all: a folder without it is not one to be resumed.
    opened.write(RunFolder.SCENARIO, scenario.source().text());
    return from;
  }

  private Summary carryOut(Optional<Checkpoint> from, Learners learners, RunRecord run)
      throws Simulation.SimulationFailed, InterruptedException, IOException {
    RunFolder folder = RunFolder.goOn(folder());
    LegRecord main = carryOut(new Leg("", folder, scenario.phases(), from, null), learners, run);
    Summary summary = main.summary();
    Map<String, Summary.BranchSummary> branches = new LinkedHashMap<>();
    for (Map.Entry<String, List<PhasePlan>> branch : scenario.branches().entrySet()) {
      Leg leg = branch(branch.getKey(), branch.getValue(), main.end());
      branches.put(branch.getKey(), carryOut(leg, learners, run).summary().asBranch());
      summary = summary.with(branches);
      folder.write(RunFolder.SUMMARY, Json.pretty(summary));
    }
    return summary;
  }

  private Leg branch(String name, List<PhasePlan> plans, ServerState end) throws IOException {
    Path folder = RunFolder.branch(folder(), name);
    List<PhasePlan> phases = new ArrayList<>(scenario.phases());
    phases.addAll(plans);
    Optional<Checkpoint> reached =
        new CheckpointFolder(folder.resolve(RunFolder.CHECKPOINTS)).latest(new ArrayList<>());
    if (reached.isPresent()
        && Resumption.problems(reached.get(), origin(), folder).isEmpty()
        && reached.get().origin().scenarioSha256().equals(origin().scenarioSha256())) {
      return new Leg(name, RunFolder.goOn(folder), phases, reached, null);
    }
    return new Leg(name, RunFolder.open(folder, false), phases, Optional.empty(), end);
  }

  /** Goes through a leg to its end. */
  private LegRecord carryOut(Leg leg, Learners learners, RunRecord run)
      throws Simulation.SimulationFailed, InterruptedException {
    // Left open after a failure, which is to be recorded in it.
    LegRecord opened = run.open(leg);
    if (leg.checkpoint().isEmpty()) {
      ServerState state = leg.start();
      if (state == null) {
        opened.record(0, started());
      } else {
        opened.record(
            state.underWay().now(),
            new RunEvent.BranchStarted(
                scenario.name(),
                scenario.seed(),
                leg.branch(),
                state.phaseIndex(),
                state.roundsDone()));
      }
    }
    GlobalModel model = simulate(leg, learners, opened);
    opened.finish(
        target -> ModelArchive.write(scenario.architecture(), model.parameters(), target));
    return opened;
  }

  private Checkpoint.Origin origin() {
    Properties build = Host.build();
    return new Checkpoint.Origin(
        build.getProperty("git.build.version", "unknown"),
        build.getProperty("git.commit.id", "unknown"),
        engine.description() + ", " + Host.processor(),
        Hashes.sha256(scenario.source().text().getBytes(StandardCharsets.UTF_8)),
        data.set().files(),
        start
            .checkpoint()
            .map(checkpoint -> checkpoint.origin().requiredLabels())
            .or(() -> start.fork().map(fork -> fork.from().origin().requiredLabels()))
            .orElseGet(() -> FederationData.requiredLabels(scenario.attacks())));
  }

  private RunEvent.RunForked forked(ServerState state) {
    return new RunEvent.RunForked(
        scenario.name(), state.phaseIndex(), state.roundsDone(), attackers());
  }

  /** Whether the cause is not in the program, so that where it was noticed helps nobody. */
  private static boolean isExplainedByItsMessage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FederationStuckException || cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private GlobalModel simulate(Leg leg, Learners learners, LegRecord journal)
      throws Simulation.SimulationFailed, InterruptedException {
    return Simulation.run(
        setup(leg.phases()),
        client -> {
          BenignWork honest =
              new BenignWork(
                  client,
                  data.examplesOf(client),
                  scenario.architecture().lastConvolution(),
                  streams);
          return scenario
              .attackScript()
              .adversaryOf(client)
              .map(
                  adversary ->
                      ClientActor.working(
                          new AttackerWork(honest, scenario.attackScript(), adversary), learners))
              .orElseGet(() -> ClientActor.working(honest, learners));
        },
        fired -> data.examination(scenario.attackScript().inEffect(fired)),
        learners,
        options.threads(),
        journal,
        new Course(leg.from(), journal));
  }

  private ServerSetup setup(List<PhasePlan> phases) {
    Architecture architecture = scenario.architecture();
    GlobalModel initial =
        new GlobalModel(
            0,
            InitialModel.draw(architecture, streams.stream("initial-model")),
            PrunedChannels.NONE);
    return new ServerSetup(
        initial,
        phases,
        new PhaseContext.Federation(
            architecture.lastConvolution(),
            new PhaseContext.Selection(scenario.selection(), scenario.clientsPerRound()),
            scenario.rules(),
            scenario.buffering(),
            localTraining(),
            scenario.aggregator(),
            scenario.serverLearningRate()),
        scenario.clients(),
        scenario.absentAtStart(),
        new Fates(scenario.devices(), scenario.availability(), scenario.dropout(), streams),
        scenario.timeline(),
        client -> data.partition().size(client.index()),
        streams);
  }

  private LocalTraining localTraining() {
    Scenario.TrainingPlan plan = scenario.training();
    return new LocalTraining(
        plan.localEpochs(),
        plan.batchSize(),
        plan.learningRate(),
        plan.lastConvL2(),
        PrunedChannels.NONE);
  }

  private RunEvent.RunStarted started() {
    return new RunEvent.RunStarted(
        scenario.name(),
        scenario.seed(),
        scenario.clients(),
        attackers(),
        scenario.architecture().name(),
        scenario.architecture().parameterCount());
  }

  private List<Integer> attackers() {
    return scenario.attacks().stream()
        .flatMap(attack -> attack.clients().stream())
        .map(ClientId::index)
        .sorted()
        .toList();
  }

  /** The name of the run's folder in {@code runs}. */
  public static String folderName(Scenario scenario) {
    return scenario.name() + "-" + scenario.seed();
  }

  private static Path folder(Scenario scenario, RunOptions options) {
    return options.output().orElseGet(() -> Path.of("runs", folderName(scenario)));
  }
}
