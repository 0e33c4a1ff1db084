package dev.gauntlet.phase;

import dev.gauntlet.aggregation.AggregationPlan;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ClientRegistry;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.LocalTraining;
import dev.gauntlet.learning.OptimiserChange;
import dev.gauntlet.match.Actions;
import dev.gauntlet.match.Match;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.timeline.Change;
import dev.gauntlet.timeline.Entry;
import dev.gauntlet.timeline.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the run's timeline has made of the federation so far. */
public final class Conditions {

  private PhaseContext.Federation federation;
  private final Timeline timeline;
  private final ClientRegistry registry;
  private final Map<ClientId, Double> slowness = new HashMap<>();
  private final Actions<Change> settings =
      Actions.on(Change.class)
          .when(Change.Speed.class, this::slowDown)
          .when(Change.Settings.class, change -> federation = with(change))
          .ignoringOthers();
  private FiredEntries fired = FiredEntries.NONE;

  /** The federation as the run begins. */
  public Conditions(
      Timeline timeline, ClientRegistry registry, PhaseContext.Federation federation) {
    this.timeline = timeline;
    this.registry = registry;
    this.federation = federation;
  }

  /**
   * What an entry means for those who are at work.
   *
   * @param event to be recorded
   * @param lost whose work is lost
   * @param heldUp whose results cannot arrive before they are no longer cut off
   */
  public record Effect(RunEvent event, List<ClientId> lost, List<ClientId> heldUp) {}

  /** The settings in force. */
  public PhaseContext.Federation federation() {
    return federation;
  }

  /** The entries that have fired, in that order. */
  public FiredEntries fired() {
    return fired;
  }

  /** The factor on the client's compute time. */
  public double slowness(ClientId client) {
    return slowness.getOrDefault(client, 1.0);
  }

  /**
   * Takes over what entries that have fired made of speeds and settings; what they made of the
   * registry is the registry's.
   */
  public void restore(FiredEntries firedBefore) {
    fired = firedBefore;
    for (int place : fired.places()) {
      settings.of(timeline.entries().get(place).change());
    }
  }

  /**
   * Lets an entry fire.
   *
   * @param place in the timeline, from 0
   * @param now the virtual second
   */
  public Effect fire(int place, double now) {
    fired = fired.and(place);
    Entry entry = timeline.entries().get(place);
    settings.of(entry.change());
    return Match.<Change, Effect>on(Change.class)
        .when(
            Change.Membership.class,
            membership -> {
              registry.setPresent(membership.clients(), membership.present());
              return away(place, entry, membership.clients());
            })
        .when(
            Change.Connection.class,
            connection -> {
              registry.setConnected(connection.clients(), connection.online());
              return away(place, entry, connection.clients());
            })
        .when(Change.Speed.class, speed -> away(place, entry, speed.clients()))
        .when(
            Change.Split.class,
            split -> {
              registry.cutOff(split.clients(), now + split.seconds());
              return new Effect(
                  event(place, entry, split.clients(), null), List.of(), split.clients());
            })
        .when(
            Change.Settings.class,
            change -> new Effect(event(place, entry, null, null), List.of(), List.of()))
        .when(
            Change.OfAdversary.class,
            change ->
                new Effect(event(place, entry, null, change.adversary()), List.of(), List.of()))
        .complete()
        .of(entry.change());
  }

  private void slowDown(Change.Speed speed) {
    speed.clients().forEach(client -> slowness.merge(client, speed.factor(), (a, b) -> a * b));
  }

  private static Effect away(int place, Entry entry, List<ClientId> clients) {
    boolean lost = entry.change().takesClientsAway();
    return new Effect(event(place, entry, clients, null), lost ? clients : List.of(), List.of());
  }

  private static RunEvent event(
      int place, Entry entry, @Nullable List<ClientId> clients, @Nullable Integer adversary) {
    return new RunEvent.TimelineFired(
        place,
        entry.action(),
        clients == null ? null : clients.stream().map(ClientId::index).toList(),
        adversary);
  }

  private PhaseContext.Federation with(Change.Settings change) {
    LocalTraining training = federation.training();
    AggregationPlan aggregation = federation.aggregation();
    return federation.with(
        new LocalTraining(
            change.localEpochs().orElse(training.epochs()),
            change.batchSize().orElse(training.batchSize()),
            optimiserOf(change).appliedTo(training.optimiser()),
            training.lastConvL2(),
            training.pruned()),
        new AggregationPlan(
            change.aggregator().orElse(aggregation.rule()),
            change.whenViolated().orElse(aggregation.whenViolated()),
            change.serverLearningRate().orElse(aggregation.serverLearningRate())));
  }

  private static OptimiserChange optimiserOf(Change.Settings change) {
    return new OptimiserChange(
        change.learningRate(), change.momentum(), Optional.empty(), change.weightDecay());
  }
}
