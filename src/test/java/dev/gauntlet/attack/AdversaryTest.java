package dev.gauntlet.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gauntlet.attack.trigger.TriggerPatterns;
import dev.gauntlet.federation.ClientId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdversaryTest {

  private static final Backdoor BACKDOOR =
      new Backdoor(9, 1, List.of(TriggerPatterns.pixels(5, 0, 0, 1)), 0.5);

  @Test
  void givesPartsToItsClientsInAscendingOrder() {
    Adversary attack = attack(8, 2, 5);

    assertThat(attack.clients()).containsExactly(client(2), client(5), client(8));
    assertThat(attack.partOf(client(2))).isZero();
    assertThat(attack.partOf(client(8))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"3, 5, 3, 5", "4, 4, 4, 4", "0, 2, 0, 2", "0, 2147483647, 0, 9"})
  void isActiveFromTheFirstRoundToTheLastInclusive(
      int from, int until, int firstActive, int lastActive) {
    ActiveRounds active = new ActiveRounds(from, until);

    assertThat(IntStream.range(0, 10).filter(active::contains).boxed())
        .isEqualTo(IntStream.rangeClosed(firstActive, lastActive).boxed().toList());
  }

  @Test
  void isAlwaysActiveUnlessLimited() {
    assertThat(ActiveRounds.ALWAYS.contains(1)).isTrue();
    assertThat(ActiveRounds.ALWAYS.contains(Integer.MAX_VALUE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-1, 3", "4, 3"})
  void refusesRoundsThatNeverCome(int from, int until) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActiveRounds(from, until))
        .withMessage("active from round " + from + " until round " + until + " is never");
  }

  @Test
  void refusesNoClientsAndClientsNamedTwice() {
    assertThatIllegalArgumentException().isThrownBy(() -> attack());
    assertThatIllegalArgumentException().isThrownBy(() -> attack(4, 4));
  }

  private static Adversary attack(int... clients) {
    return new Adversary(
        IntStream.of(clients).mapToObj(ClientId::new).toList(), BACKDOOR, 1, ActiveRounds.ALWAYS);
  }

  private static ClientId client(int index) {
    return new ClientId(index);
  }
}
