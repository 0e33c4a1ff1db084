package dev.gauntlet.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.RandomStreams;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientRegistryTest {

  private double now;
  private final ClientRegistry registry = registry(6, Availability.ALWAYS);

  @Test
  void selectsEveryoneInOrderWhereEveryoneIsWanted() {
    assertThat(everyone()).isEqualTo(clients(0, 1, 2, 3, 4, 5));
  }

  @Test
  void leavesOutWhoHasLeftUntilTheyJoinAgain() {
    registry.setPresent(clients(1, 4), false);
    assertThat(everyone()).isEqualTo(clients(0, 2, 3, 5));

    registry.setPresent(clients(4), true);
    assertThat(everyone()).isEqualTo(clients(0, 2, 3, 4, 5));
  }

  @Test
  void leavesOutWhoIsDisconnectedOrAtWork() {
    registry.setConnected(clients(0), false);
    registry.setAtWork(new ClientId(3), true);
    registry.setAtWork(new ClientId(5), true);
    registry.setAtWork(new ClientId(5), false);
    assertThat(everyone()).isEqualTo(clients(1, 2, 4, 5));

    registry.dismissAll();
    registry.setConnected(clients(0), true);
    assertThat(everyone()).hasSize(6);
  }

  @Test
  void leavesOutWhoIsCutOffUntilTheNetworkIsWhole() {
    now = 10;
    registry.cutOff(clients(2), 15);
    registry.cutOff(clients(2), 12);
    now = 14.9;
    assertThat(everyone()).doesNotContain(new ClientId(2));
    assertThat(registry.cutOffUntil(new ClientId(2))).isEqualTo(15);
    now = 15;
    assertThat(everyone()).contains(new ClientId(2));
  }

  @Test
  void leavesOutWhoIsOffline() {
    ClientRegistry half =
        registry(
            6,
            new Availability() {
              @Override
              public boolean isOnline(int client, double time, long attempt) {
                return client % 2 == 0;
              }

              @Override
              public double offlineFrom(int client, double time, double until) {
                return 1;
              }
            });
    assertThat(half.select(new Uniform(), 6, "selection", 1, 0)).isEqualTo(clients(0, 2, 4));
    assertThat(half.select(new Uniform(), 2, "selection", 1, 0)).hasSize(2).isSorted();
  }

  @Test
  void theSameOccasionAndAttemptSelectTheSameClients() {
    ClientRegistry many = registry(100, Availability.ALWAYS);
    List<ClientId> first = many.select(new Uniform(), 10, "selection", 3, 0);

    assertThat(many.select(new Uniform(), 10, "selection", 3, 0)).isEqualTo(first);
    assertThat(many.select(new Uniform(), 10, "selection", 3, 1)).isNotEqualTo(first);
    assertThat(many.select(new Uniform(), 10, "selection", 4, 0)).isNotEqualTo(first);
    assertThat(many.select(new Uniform(), 10, "voters", 3, 0)).isNotEqualTo(first);
  }

  @Test
  void roundRobinGoesOnWhereItEnded() {
    assertThat(next(4)).isEqualTo(clients(0, 1, 2, 3));
    assertThat(next(4)).isEqualTo(clients(0, 1, 4, 5));
    assertThat(next(1)).isEqualTo(clients(2));
  }

  private List<ClientId> next(int count) {
    return registry.select(new RoundRobin(), count, "selection", 1, 0);
  }

  private List<ClientId> everyone() {
    return registry.select(new Uniform(), 6, "selection", 1, 0);
  }

  private ClientRegistry registry(int population, Availability availability) {
    return new ClientRegistry(
        population, availability, client -> 1, () -> now, new RandomStreams(1));
  }

  private static List<ClientId> clients(int... indices) {
    return IntStream.of(indices).mapToObj(ClientId::new).toList();
  }
}
