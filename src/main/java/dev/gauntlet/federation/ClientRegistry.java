package dev.gauntlet.federation;

import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.RandomStreams;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToLongFunction;

/** Who is in the federation, who of them can be reached, and who is at work. */
public final class ClientRegistry {

  /**
   * All that changes on a registry, at one moment.
   *
   * @param absent who is not in the federation
   * @param disconnected who cannot be reached
   * @param atWork who is at work
   * @param cutOffUntil the virtual second, by client
   * @param lastSelected the client, by what for
   */
  public record State(
      List<Integer> absent,
      List<Integer> disconnected,
      List<Integer> atWork,
      Map<Integer, Double> cutOffUntil,
      Map<String, Integer> lastSelected) {
    public State {
      absent = List.copyOf(absent);
      disconnected = List.copyOf(disconnected);
      atWork = List.copyOf(atWork);
      cutOffUntil = Map.copyOf(cutOffUntil);
      lastSelected = Map.copyOf(lastSelected);
    }
  }

  private final int population;
  private final Availability availability;
  private final ToLongFunction<ClientId> examplesOf;
  private final DoubleSupplier clock;
  private final RandomStreams streams;
  private final BitSet absent = new BitSet();
  private final BitSet disconnected = new BitSet();
  private final Map<Integer, Double> cutOffUntil = new HashMap<>();
  private final BitSet atWork = new BitSet();
  private final Map<String, Integer> lastSelected = new HashMap<>();

  /**
   * A registry with everyone on it.
   *
   * @param population how many clients there are, counted from 0
   * @param availability when they can be reached
   * @param examplesOf how many examples a client holds
   * @param clock the virtual second that it is
   * @param streams of the run
   */
  public ClientRegistry(
      int population,
      Availability availability,
      ToLongFunction<ClientId> examplesOf,
      DoubleSupplier clock,
      RandomStreams streams) {
    this.population = population;
    this.availability = availability;
    this.examplesOf = examplesOf;
    this.clock = clock;
    this.streams = streams;
  }

  /** How many clients there are, whether they can be reached or not. */
  public int population() {
    return population;
  }

  /**
   * Chooses clients out of those that can be asked now, in ascending order: {@code count}, or all
   * of them if they are fewer.
   *
   * @param purpose what they are asked for
   * @param occasion tells selections for one purpose apart: no two share both numbers
   * @param attempt the second of them
   */
  public List<ClientId> select(
      SelectionStrategy strategy, int count, String purpose, long occasion, long attempt) {
    List<ClientId> chosen =
        strategy.select(
            count,
            new Reachable(purpose, number(occasion, attempt)),
            streams.stream(purpose, occasion, attempt));
    if (!chosen.isEmpty()) {
      lastSelected.put(purpose, chosen.get(chosen.size() - 1).index());
    }
    return chosen.stream().sorted().toList();
  }

  /** Those of the clients that can be asked now. */
  public List<ClientId> reachable(
      Collection<ClientId> clients, String purpose, long occasion, long attempt) {
    Reachable now = new Reachable(purpose, number(occasion, attempt));
    return clients.stream().filter(client -> now.canBeAsked(client.index())).toList();
  }

  private static long number(long occasion, long attempt) {
    return occasion * 1_000_003 + attempt;
  }

  /** Clients come or go. */
  public void setPresent(Collection<ClientId> clients, boolean present) {
    clients.forEach(client -> absent.set(client.index(), !present));
  }

  /** Clients can be reached, or cannot, whatever their availability. */
  public void setConnected(Collection<ClientId> clients, boolean connected) {
    clients.forEach(client -> disconnected.set(client.index(), !connected));
  }

  /** Clients are cut off until that virtual second. */
  public void cutOff(Collection<ClientId> clients, double until) {
    clients.forEach(client -> cutOffUntil.merge(client.index(), until, Math::max));
  }

  /** The virtual second until which that client is cut off; 0 if it never was. */
  public double cutOffUntil(ClientId client) {
    return cutOffUntil.getOrDefault(client.index(), 0.0);
  }

  /** A client that is at work is not selected. */
  public void setAtWork(ClientId client, boolean working) {
    atWork.set(client.index(), working);
  }

  /** What the registry is like now. */
  public State snapshot() {
    return new State(
        absent.stream().boxed().toList(),
        disconnected.stream().boxed().toList(),
        atWork.stream().boxed().toList(),
        cutOffUntil,
        lastSelected);
  }

  /** Makes the registry what it was then. */
  public void restore(State state) {
    set(absent, state.absent());
    set(disconnected, state.disconnected());
    set(atWork, state.atWork());
    cutOffUntil.clear();
    cutOffUntil.putAll(state.cutOffUntil());
    lastSelected.clear();
    lastSelected.putAll(state.lastSelected());
  }

  private static void set(BitSet bits, List<Integer> clients) {
    bits.clear();
    clients.forEach(bits::set);
  }

  /** Nobody is at work any more. */
  public void dismissAll() {
    atWork.clear();
  }

  private final class Reachable implements Candidates {
    private final String purpose;
    private final long attempt;

    Reachable(String purpose, long attempt) {
      this.purpose = purpose;
      this.attempt = attempt;
    }

    @Override
    public int population() {
      return population;
    }

    @Override
    public boolean canBeAsked(int client) {
      double now = clock.getAsDouble();
      return !absent.get(client)
          && !disconnected.get(client)
          && !atWork.get(client)
          && cutOffUntil.getOrDefault(client, 0.0) <= now
          && availability.isOnline(client, now, attempt);
    }

    @Override
    public long examples(int client) {
      return examplesOf.applyAsLong(new ClientId(client));
    }

    @Override
    public int lastSelected() {
      return lastSelected.getOrDefault(purpose, -1);
    }
  }
}
