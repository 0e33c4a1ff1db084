package dev.gauntlet.experiment;

import dev.gauntlet.actor.ServerSetup;
import dev.gauntlet.actor.Simulation;
import dev.gauntlet.actor.cluster.Fleet;
import dev.gauntlet.attack.AttackScript;
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
import dev.gauntlet.report.Summary;
import dev.gauntlet.scenario.Scenario;
import dev.gauntlet.scenario.ScenarioException;
import dev.gauntlet.simulation.Fates;
import dev.gauntlet.simulation.RandomStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  private Experiment(
      Scenario scenario, RunOptions options, FederationData data, NetworkEngine engine) {
    this.scenario = scenario;
    this.options = options;
    this.data = data;
    this.engine = engine;
    this.streams = new RandomStreams(scenario.seed());
  }

  /**
   * Checks what can be checked and reads the images; leaves no trace on the disk.
   *
   * @throws RequestException if the output folder cannot be used, or data are missing or damaged
   * @throws ScenarioException if the scenario asks for more than the images give
   */
  public static Experiment prepare(Scenario scenario, RunOptions options)
      throws RequestException, ScenarioException {
    return prepare(scenario, options, new ImageCache());
  }

  /** The same, with the images that other runs have used; all have the same data folder. */
  static Experiment prepare(Scenario scenario, RunOptions options, ImageCache images)
      throws RequestException, ScenarioException {
    RunFolder.check(folder(scenario, options), options.overwrite());
    return new Experiment(
        scenario,
        options,
        FederationData.of(scenario, options.dataFolder(), images),
        NetworkEngines.preferred());
  }

  /** Where the run's files go. */
  public Path folder() {
    return folder(scenario, options);
  }

  /**
   * Runs all phases and writes the run's folder.
   *
   * @throws RequestException if the address of the run's node in a cluster cannot be had
   * @throws RunFailedException as soon as anything fails; what was written until then is readable
   * @throws InterruptedException if the calling thread is interrupted
   */
  public Summary run() throws RequestException, RunFailedException, InterruptedException {
    try (Learners learners = new Learners(engine, scenario.architecture());
        RunHands hands = hands(learners);
        RunRecord record = RunRecord.open(scenario, options, folder(), data, engine, hands)) {
      try {
        record.begin(started());
        AttackScript script = informed(scenario.attackScript());
        Knowledge.events(script).forEach(event -> record.record(0, event));
        GlobalModel model =
            hands.simulate(
                script,
                setup(scenario.phases()),
                fired -> data.examination(script.inEffect(fired)),
                new DetectionJournal(scenario.attackScript(), record));
        record.finish(
            target -> ModelArchive.write(scenario.architecture(), model.parameters(), target));
        return record.summary();
      } catch (Simulation.SimulationFailed | RuntimeException | Error e) {
        record.fail(e);
        throw e;
      }
    } catch (Simulation.SimulationFailed | RuntimeException | OutOfMemoryError e) {
      if (!isExplainedByItsMessage(e)) {
        LOG.error("where the run failed:", e);
      }
      throw new RunFailedException(RunRecord.words(e), e);
    }
  }

  /** Whether the cause is not in the program, so that where it was noticed helps nobody. */
  private static boolean isExplainedByItsMessage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FederationStuckException
          || cause instanceof IOException
          || cause instanceof Fleet.NoWorkersException
          || cause instanceof Fleet.ClientFailedElsewhere) {
        return true;
      }
    }
    return false;
  }

  private RunHands hands(Learners learners) throws RequestException {
    return options.cluster().isPresent()
        ? ClusterHands.open(scenario, data, engine, learners, options, options.cluster().get())
        : thisJvm(learners);
  }

  private RunHands.ThisJvm thisJvm(Learners learners) {
    return new RunHands.ThisJvm(scenario, data, streams, learners, options.threads());
  }

  /**
   * The adversaries with what they know. Who is to know which channels the defence prunes is told
   * what it prunes in a rehearsal: the same run, to the end of the pruning, by attackers that do
   * not know it.
   */
  private AttackScript informed(AttackScript script)
      throws Simulation.SimulationFailed, InterruptedException {
    if (!script.needsRehearsal()) {
      return script;
    }
    if (options.progress() != RunOptions.ProgressDisplay.NONE) {
      LOG.info("rehearsing the run up to its last pruning: attackers are to know what is pruned");
    }
    // Learners of their own: what they train is no part of the run.
    try (Learners rehearsing = new Learners(engine, scenario.architecture())) {
      return script.told(
          thisJvm(rehearsing)
              .simulate(
                  script.withoutOracle(),
                  setup(PhasePlan.untilLastPruning(scenario.phases())),
                  fired -> data.examination(script.withoutOracle().inEffect(fired)),
                  (time, event) -> {})
              .pruned());
    }
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
            scenario.whenViolated(),
            scenario.serverLearningRate()),
        scenario.clients(),
        scenario.absentAtStart(),
        new Fates(scenario.devices(), scenario.availability(), scenario.dropout(), streams),
        scenario.timeline(),
        client -> data.partition().size(client.index()),
        data.validation(),
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
    List<Integer> attackers =
        scenario.attacks().stream()
            .flatMap(attack -> attack.clients().stream())
            .map(ClientId::index)
            .sorted()
            .toList();
    return new RunEvent.RunStarted(
        scenario.name(),
        scenario.seed(),
        scenario.clients(),
        attackers,
        scenario.architecture().name(),
        scenario.architecture().parameterCount());
  }

  /** The name of the run's folder in {@code runs}. */
  public static String folderName(Scenario scenario) {
    return scenario.name() + "-" + scenario.seed();
  }

  private static Path folder(Scenario scenario, RunOptions options) {
    return options.output().orElseGet(() -> Path.of("runs", folderName(scenario)));
  }
}
