package dev.gauntlet.aggregation;

import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Rounds to try rules on. */
record Rounds(RoundUpdates round) {

  static final RandomStreams STREAMS = new RandomStreams(5);

  static Rounds of(List<ModelUpdate> updates) {
    int length = updates.get(0).delta().length();
    return new Rounds(
        new RoundUpdates(
            1, updates, ParameterVector.adopt(new float[length]), Optional.empty(), STREAMS));
  }

  /** Clients 0, 1, ... with 100 examples each. */
  static Rounds of(double[]... deltas) {
    return of(
        IntStream.range(0, deltas.length)
            .mapToObj(i -> new ModelUpdate(new ClientId(i), 100, vector(deltas[i])))
            .toList());
  }

  /** Normally distributed values around 0.1, as coarse as floats are. */
  static double[][] random(int clients, int length) {
    RandomGenerator random = STREAMS.stream("deltas", clients, length);
    double[][] deltas = new double[clients][length];
    for (double[] delta : deltas) {
      for (int k = 0; k < length; k++) {
        delta[k] = (float) (0.1 + random.nextGaussian());
      }
    }
    return deltas;
  }

  Rounds withServerUpdate(double... delta) {
    return new Rounds(
        new RoundUpdates(
            round.round(), round.updates(), round.model(), Optional.of(vector(delta)), STREAMS));
  }

  Rounds fromModel(double... model) {
    return new Rounds(
        new RoundUpdates(
            round.round(), round.updates(), vector(model), round.serverUpdate(), STREAMS));
  }

  Rounds numbered(int number) {
    return new Rounds(
        new RoundUpdates(number, round.updates(), round.model(), round.serverUpdate(), STREAMS));
  }

  Aggregation by(Aggregator rule) {
    return by(rule, AggregatorState.NONE);
  }

  Aggregation by(Aggregator rule, AggregatorState memory) {
    return rule.combine(round, memory);
  }

  static ParameterVector vector(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return ParameterVector.adopt(floats);
  }

  static double[] values(ParameterVector vector) {
    return IntStream.range(0, vector.length()).mapToDouble(vector::get).toArray();
  }

  /** Which clients were accepted. */
  static List<Integer> accepted(Aggregation aggregation) {
    return aggregation.verdicts().stream()
        .filter(Verdict::accepted)
        .map(verdict -> verdict.client().index())
        .toList();
  }

  static double[] weights(Aggregation aggregation) {
    return aggregation.verdicts().stream().mapToDouble(Verdict::weight).toArray();
  }
}
