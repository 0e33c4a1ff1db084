package dev.gauntlet.experiment;

import dev.gauntlet.actor.ServerState;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.cluster.ClusterHead;
import dev.gauntlet.checkpoint.Checkpoint;
import dev.gauntlet.checkpoint.CheckpointFolder;
import dev.gauntlet.experiment.backend.ClientBackend;
import dev.gauntlet.experiment.backend.ClusterBackend;
import dev.gauntlet.experiment.images.FederationData;
import dev.gauntlet.experiment.images.ImageCache;
import dev.gauntlet.experiment.provenance.Provenance;
import dev.gauntlet.experiment.request.ForkPoint;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.experiment.request.RunOptions;
import dev.gauntlet.experiment.runfolder.Resumption;
import dev.gauntlet.experiment.runfolder.RunFolder;
import dev.gauntlet.experiment.runfolder.RunLock;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.learning.Learners;
import dev.gauntlet.learning.NetworkEngine;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.engine.NetworkEngines;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.FederationStuckException;
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final Start start;
  private final Provenance provenance;
  private volatile @Nullable RunRecord record;
  private volatile @Nullable ClientBackend backend;

  Experiment(Scenario scenario, RunOptions options, FederationData data, Start start)
      throws RequestException {
    this.scenario = scenario;
    this.options = options;
    this.data = data;
    this.engine = NetworkEngines.preferred();
    this.start = start;
    this.provenance = Provenance.of(scenario, data, engine);
  }

  /**
   * Checks what can be checked and reads the images; leaves no trace on the disk.
   *
   * @throws RequestException if the output folder cannot be used, or data are missing or damaged
   * @throws InvalidConfigException if the scenario asks for more than the images give
   */
  public static Experiment prepare(Scenario scenario, RunOptions options)
      throws RequestException, InvalidConfigException {
    return prepare(scenario, options, new ImageCache());
  }

  /** The same, with the images that other runs have used; all have the same data folder. */
  public static Experiment prepare(Scenario scenario, RunOptions options, ImageCache images)
      throws RequestException, InvalidConfigException {
    RunFolder.check(folder(scenario, options), options.overwrite());
    return new Experiment(
        scenario, options, FederationData.of(scenario, options.dataFolder(), images), Start.NEW);
  }

  /**
   * The same for a run that goes on from a point of another.
   *
   * @throws RequestException also if the scenario cannot go on from there
   */
  public static Experiment fork(Scenario scenario, RunOptions options, ForkPoint point)
      throws RequestException, InvalidConfigException {
    RunFolder.check(folder(scenario, options), options.overwrite());
    return Forking.prepare(scenario, options, point);
  }

  /**
   * A run that goes on where it was when it ended before its time: at its newest checkpoint that
   * can be read, or from the beginning. Nobody else can write to its folder from now on.
   *
   * @param folder of the run
   * @throws RequestException if there is no run, or it is not what it was
   */
  public static Experiment resume(Path folder, RunOptions options)
      throws RequestException, InvalidConfigException {
    return resume(folder, options, new ImageCache());
  }

  /** The same, with the images that other runs have used; all have the same data folder. */
  public static Experiment resume(Path folder, RunOptions options, ImageCache images)
      throws RequestException, InvalidConfigException {
    return Resuming.prepare(folder, options.in(folder), images);
  }

  /** Lets go of what it holds, if it is not to run. */
  public void giveUp() {
    start
        .lock()
        .ifPresent(
            lock -> {
              try {
                lock.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Whether the run of that folder has come to its end. */
  public static boolean hasEnded(Path folder) {
    return Resumption.hasEnded(folder);
  }

  /** What the user should know before it runs. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(start.warnings());
    scenario.source().warnings().forEach(warning -> warnings.add(warning.toString()));
    for (int victim : data.unopposedVictims(scenario.attacks())) {
      warnings.add(
          "every client that holds images of the victim label "
              + victim
              + " is an attacker: no honest client trains against the backdoor (more clients, more"
              + " labels per client or fewer attackers leave it to some)");
    }
    return warnings;
  }

  /** Where the run's files go. */
  public Path folder() {
    return folder(scenario, options);
  }

  /**
   * Runs all phases, or those that are left, and writes the run's folder.
   *
   * @throws RequestException if the address of the run's node in a cluster cannot be had
   * @throws RunFailedException as soon as anything fails; what was written until then is readable
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Summary run() throws RequestException, RunFailedException, InterruptedException {
    // The lock makes the folder: an address that cannot be had is to leave no trace.
    try (Learners learners = new Learners(engine, scenario.architecture());
        ClientBackend opened = backend(learners);
        RunLock lock = lock()) {
      backend = opened;
      Optional<Checkpoint> from = begin(lock.folder());
      return carryOut(from, opened);
    } catch (Simulation.SimulationFailed | IOException | RuntimeException | OutOfMemoryError e) {
      if (!isExplainedByItsMessage(e)) {
        LOG.error("where the run failed:", e);
      }
      throw new RunFailedException(RunRecord.words(e), e);
    }
  }

  private Summary carryOut(Optional<Checkpoint> from, ClientBackend workers)
      throws Simulation.SimulationFailed, IOException, InterruptedException {
    RunFolder folder = RunFolder.goOn(folder());
    try (RunRecord opened =
        new RunRecord(
            options,
            folder,
            data,
            engine,
            workers,
            origin(),
            from.map(Checkpoint::history).orElse(Checkpoint.History.NONE))) {
      record = opened;
      try {
        opened.begin();
        Summary summary =
            new Segments(simulator(), workers, opened, origin()).carryOut(folder, from, started());
        opened.finish();
        return summary;
      } catch (Simulation.SimulationFailed | RuntimeException | Error e) {
        opened.fail(e);
        throw e;
      }
    }
  }

  private ClientBackend backend(Learners learners) throws RequestException {
    return options.cluster().isPresent()
        ? ClusterBackend.open(
            scenario,
            data,
            engine,
            learners,
            options,
            options.cluster().get(),
            origin().requiredLabels())
        : simulator().thisJvm(learners);
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
      current.stop(millis / 2);
    }
    ClientBackend workers = backend;
    if (workers != null) {
      workers.awaitFarewell(millis / 2);
    }
  }

  private RunLock lock() throws IOException {
    if (start.lock().isPresent()) {
      return start.lock().get();
    }
    return RunLock.acquire(folder()).orElseThrow(() -> new IOException(RunLock.refusal(folder())));
  }

  /** Makes the folder one that a run goes on in, and tells from where. */
  private Optional<Checkpoint> begin(Path folder)
      throws IOException, Simulation.SimulationFailed, InterruptedException {
    if (start.checkpoint().isPresent()) {
      new CheckpointFolder(folder.resolve(RunFolder.CHECKPOINTS))
          .removeAfter(start.checkpoint().get().place());
      return start.checkpoint();
    }
    RunFolder opened = RunFolder.open(folder, start.again());
    Optional<Checkpoint> from = Optional.empty();
    if (start.fork().isPresent()) {
      from = Optional.of(plant(start.fork().get(), opened));
    }
    // Last of all: a folder without it is not one to be resumed.
    opened.write(RunFolder.SCENARIO, scenario.source().text());
    return from;
  }

  private Checkpoint plant(Fork fork, RunFolder folder)
      throws IOException, Simulation.SimulationFailed, InterruptedException {
    ServerState state = fork.stateFor(scenario);
    Optional<PrunedChannels> rehearsed = simulator().rehearse(Optional.of(state));
    List<RunEvent> events = new ArrayList<>();
    events.add(
        new RunEvent.RunForked(
            scenario.name(), state.phaseIndex(), state.roundsDone(), attackers()));
    events.addAll(
        Knowledge.events(
            rehearsed.map(scenario.attackScript()::told).orElse(scenario.attackScript())));
    return fork.plant(
        folder,
        scenario,
        origin(),
        events,
        rehearsed.orElse(null),
        options.checkpoints().roundsKept());
  }

  private Simulator simulator() {
    return new Simulator(scenario, options, data, engine);
  }

  private Checkpoint.Origin origin() {
    return provenance.origin(start.requiredLabels(scenario));
  }

  /** Whether the cause is not in the program, so that where it was noticed helps nobody. */
  private static boolean isExplainedByItsMessage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FederationStuckException
          || cause instanceof IOException
          || cause instanceof ClusterHead.NoWorkersException
          || cause instanceof ClusterHead.ClientFailedElsewhere) {
        return true;
      }
    }
    return false;
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

  static Path folder(Scenario scenario, RunOptions options) {
    return options.output().orElseGet(() -> Path.of("runs", folderName(scenario)));
  }
}
