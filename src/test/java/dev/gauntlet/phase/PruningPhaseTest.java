package dev.gauntlet.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.defense.PruneBallot;
import dev.gauntlet.defense.PruningStop;
import dev.gauntlet.defense.PruningVote;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.ActivationRecord;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.learning.WeightMoments;
import dev.gauntlet.metrics.RunEvent.NeuronsPruned;
import dev.gauntlet.metrics.RunEvent.PruningTested;
import dev.gauntlet.metrics.RunEvent.VotesCounted;
import dev.gauntlet.phase.PhasePlan.Validator;
import dev.gauntlet.phase.ServerAction.PhaseResult;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.GlobalModel;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Pruning that the server validates. */
class PruningPhaseTest {

  private static final double NO_LIMIT = 1;

  // 4 channels; all clients find 3 the least active, then 1, 0, 2.
  private static final PhaseContext.Federation FEDERATION = ScriptedServer.federation(3, 4);
  private static final GlobalModel START = ScriptedServer.model(1, 2, 3, 4, 5, 6, 7, 8);
  private static final List<Integer> ORDER = List.of(3, 1, 0, 2);

  @Test
  void prunesInTheVotesOrderUntilAStepCostsTooMuchAndUndoesIt() {
    ScriptedServer server = server(0.90, 0.90, 0.895, 0.80, 0.80);

    ServerAction.Finish finish = server.run(ranking(1, 0.01, NO_LIMIT), START, FEDERATION);

    assertThat(finish.model())
        .isEqualTo(
            new GlobalModel(
                1,
                ParameterVector.copyOf(1, 0, 3, 0, 5, 0, 7, 0),
                PrunedChannels.of(1, 3),
                // Channel 1 has the filter 6, channel 3 the filter 8.
                new WeightMoments(2, 14, 100)));
    assertThat(finish.result()).isEqualTo(new PhaseResult(2, null, null, null, 3));
    assertThat(server.asked).hasSize(1);
    assertThat(server.asked.get(0).task())
        .isEqualTo(new ClientTask.RankNeurons(0, ActivationRecord.AFTER_ACTIVATION));
    assertThat(server.events)
        .containsExactly(
            new VotesCounted(2, "ranking", null, 3, ORDER),
            new PruningTested(2, null, 0, 0.90, null),
            new PruningTested(2, null, 1, 0.90, null),
            new PruningTested(2, null, 2, 0.895, null),
            new PruningTested(2, null, 3, 0.80, null),
            new NeuronsPruned(2, null, List.of(3, 1)));
  }

  @Test
  void endsWhereTheTotalFallsTooFarThoughNoStepDoes() {
    ScriptedServer server = server(0.90, 0.892, 0.884, 0.876, 0.90);

    ServerAction.Finish finish = server.run(ranking(1, 0.01, 0.02), START, FEDERATION);

    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(1, 3));
    assertThat(server.validated).hasSize(4);
  }

  @Test
  void testsOnlyAfterEverySeveralChannelsAndUndoesThemTogether() {
    ScriptedServer server = server(0.90, Double.NaN, 0.90, Double.NaN, 0.5);

    ServerAction.Finish finish = server.run(ranking(2, 0.01, NO_LIMIT), START, FEDERATION);

    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(1, 3));
    assertThat(server.events(PruningTested.class))
        .extracting(PruningTested::prunedNeurons)
        .containsExactly(0, 2, 4);
  }

  @Test
  void testsTheRestWhereStepsDoNotDivideTheChannels() {
    ScriptedServer server = server(0.90, Double.NaN, Double.NaN, 0.90, 0.90);

    ServerAction.Finish finish = server.run(ranking(3, 0.01, NO_LIMIT), START, FEDERATION);

    assertThat(finish.result().prunedNeurons()).isEqualTo(4);
    assertThat(server.validated).hasSize(3);
  }

  @Test
  void prunesNothingWhereTheFirstStepCostsTooMuch() {
    ServerAction.Finish finish =
        server(0.90, 0.80).run(ranking(1, 0.01, NO_LIMIT), START, FEDERATION);

    assertThat(finish.model().parameters()).isEqualTo(START.parameters());
    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.NONE);
    assertThat(finish.result().prunedNeurons()).isZero();
  }

  @Test
  void skipsChannelsThatArePrunedAlreadyAndKeepsThem() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(1), FEDERATION.block());
    ScriptedServer server = server(Double.NaN, 0.9, 0.9, 0.9, 0.5);

    ServerAction.Finish finish = server.run(ranking(1, 0.01, NO_LIMIT), pruned, FEDERATION);

    assertThat(server.events(VotesCounted.class).get(0).order()).containsExactly(3, 0, 2);
    assertThat(server.events(PruningTested.class))
        .extracting(PruningTested::prunedNeurons)
        .containsExactly(0, 1, 2, 3);
    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(0, 1, 3));
    assertThat(finish.result().prunedNeurons()).isEqualTo(2);
  }

  @Test
  void endsAtOnceWhereEverythingIsPrunedAlready() {
    GlobalModel pruned = START.pruning(PrunedChannels.of(0, 1, 2, 3), FEDERATION.block());
    ScriptedServer server = server(0, 0, 0, 0, 0.1);

    ServerAction.Finish finish = server.run(ranking(1, 0.01, NO_LIMIT), pruned, FEDERATION);

    assertThat(finish.result().prunedNeurons()).isZero();
    assertThat(finish.model().pruned()).isEqualTo(pruned.pruned());
    assertThat(server.validated).hasSize(1);
  }

  @Test
  void triesEveryRateOfAMajorityVoteFromTheStartAndKeepsTheOneThatPrunesMost() {
    // At a quarter all vote against channel 3; at a half against 3 and 1; ties: lower first.
    Map<Double, List<Integer>> against =
        Map.of(0.25, List.of(2), 0.5, List.of(3, 1), 0.75, List.of(0, 1, 3));
    ScriptedServer server =
        new ScriptedServer(
            (client, model, task) -> {
              double rate = ((ClientTask.CastVotes) task).pruningRate();
              Boolean[] keep = {true, true, true, true};
              against.getOrDefault(rate, List.of()).forEach(channel -> keep[channel] = false);
              return new ClientReply.Ballot(new PruneBallot(List.of(keep)));
            },
            model -> model.pruned().contains(2) || model.pruned().count() > 2 ? 0.5 : 0.9);

    ServerAction.Finish finish =
        server.run(
            pruning(
                new PruningVote.Majority(List.of(0.25, 0.5, 0.75)),
                Validator.SERVER,
                1,
                new PruningStop(0.01, NO_LIMIT)),
            START,
            FEDERATION);

    assertThat(server.events(VotesCounted.class))
        .containsExactly(
            new VotesCounted(2, "majority", 0.25, 3, List.of(2, 0, 1, 3)),
            new VotesCounted(2, "majority", 0.5, 3, List.of(1, 3, 0, 2)),
            new VotesCounted(2, "majority", 0.75, 3, List.of(0, 1, 3, 2)));
    assertThat(server.events(NeuronsPruned.class))
        .containsExactly(
            new NeuronsPruned(2, 0.25, List.of()),
            new NeuronsPruned(2, 0.5, List.of(1, 3)),
            new NeuronsPruned(2, 0.75, List.of(0, 1)));
    // The second and third prune as many: the earlier of equals.
    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(1, 3));
    assertThat(finish.result().prunedNeurons()).isEqualTo(2);
    assertThat(server.asked)
        .extracting(ServerAction.Ask::model)
        .containsExactly(START, START, START);
  }

  @Test
  void goesOnPastAChannelThatCostsTooMuchAndTellsWhichItSkipped() {
    // Channel 1, the second of the order, is needed; the others are not.
    ScriptedServer server = server(model -> model.pruned().contains(1) ? 0.5 : 0.9);

    ServerAction.Finish finish =
        server.run(
            pruning(
                new PruningVote.Ranking(),
                Validator.SERVER,
                1,
                new PruningStop(0.01, NO_LIMIT, 0, 1)),
            START,
            FEDERATION);

    assertThat(finish.model())
        .isEqualTo(
            new GlobalModel(
                1,
                ParameterVector.copyOf(0, 2, 0, 0, 0, 6, 0, 0),
                PrunedChannels.of(0, 2, 3),
                // Their filters are 5, 7 and 8.
                new WeightMoments(3, 20, 138)));
    assertThat(finish.result().prunedNeurons()).isEqualTo(3);
    assertThat(server.events)
        .containsExactly(
            new VotesCounted(2, "ranking", null, 3, ORDER),
            new PruningTested(2, null, 0, 0.9, List.of()),
            new PruningTested(2, null, 1, 0.9, List.of()),
            new PruningTested(2, null, 2, 0.5, List.of()),
            new PruningTested(2, null, 2, 0.9, List.of(1)),
            new PruningTested(2, null, 3, 0.9, List.of(1)),
            new NeuronsPruned(2, null, List.of(3, 0, 2)));
  }

  @Test
  void looksAheadOfAFall() {
    ScriptedServer server = server(0.90, 0.80, 0.90, 0.80, 0.80);

    ServerAction.Finish finish =
        server.run(
            pruning(
                new PruningVote.Ranking(),
                Validator.SERVER,
                1,
                new PruningStop(0.01, NO_LIMIT, 1, 0)),
            START,
            FEDERATION);

    assertThat(finish.model().pruned()).isEqualTo(PrunedChannels.of(1, 3));
    assertThat(server.events(PruningTested.class))
        .containsExactly(
            new PruningTested(2, null, 0, 0.90, null),
            new PruningTested(2, null, 1, 0.80, null),
            new PruningTested(2, null, 2, 0.90, null),
            new PruningTested(2, null, 3, 0.80, null),
            new PruningTested(2, null, 4, 0.80, null));
  }

  @Test
  void refusesToSkipWhatClientsTest() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                pruning(
                    new PruningVote.Ranking(),
                    Validator.CLIENTS,
                    1,
                    new PruningStop(0.01, NO_LIMIT, 0, 1)));
  }

  @Test
  void refusesAStepOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> ranking(0, 0.01, NO_LIMIT));
  }

  private static PhasePlan ranking(int step, double maxStepDrop, double maxTotalDrop) {
    return pruning(
        new PruningVote.Ranking(),
        Validator.SERVER,
        step,
        new PruningStop(maxStepDrop, maxTotalDrop));
  }

  private static PhasePlan pruning(
      PruningVote vote, Validator validator, int step, PruningStop stop) {
    return new PhasePlan.Pruning(
        vote, ActivationRecord.AFTER_ACTIVATION, validator, step, stop, OptionalInt.empty());
  }

  /** Clients that agree, and validation accuracy by the number of channels pruned. */
  private static ScriptedServer server(double... accuracies) {
    return server(model -> accuracies[model.pruned().count()]);
  }

  private static ScriptedServer server(ToDoubleFunction<GlobalModel> validation) {
    return new ScriptedServer(
        (client, model, task) -> new ClientReply.Ranking(Voters.ranking(ORDER)), validation);
  }
}
