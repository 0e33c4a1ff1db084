package dev.gauntlet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import dev.gauntlet.actor.Population.Assign;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ModelUpdate;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.RunEvent;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.simulation.Devices;
import dev.gauntlet.simulation.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerActorTest {

  private static final ActorTestKit KIT = ActorTestKit.create(TrainerThreads.config(1));
  private static final int PARAMETERS = ToyRun.NETWORK.parameterCount();

  /** Client i's replies take SECONDS[i]. */
  private static final int[] SECONDS = {5, 2, 4, 2, 6, 1};

  private static final List<Integer> DUE_FIRST = List.of(5, 1, 3, 2, 0, 4);

  private record Line(double time, RunEvent event) {}

  private final List<Line> journal = new CopyOnWriteArrayList<>();
  private final TestProbe<Population.Message> population = KIT.createTestProbe();
  private final TestProbe<Evaluator.Message> evaluator = KIT.createTestProbe();
  private final TestProbe<ServerCompute.Message> serverCompute = KIT.createTestProbe();
  private final TestProbe<ServerActor.Finished> finished = KIT.createTestProbe();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @ParameterizedTest
  @ValueSource(strings = {"012345", "543210", "513240", "402315"})
  void takesRepliesInVirtualTimeOrderWhateverTheOrderComputed(String computed) {
    KIT.spawn(server());
    answerValidation();
    List<ClientActor.Assignment> assignments = assignments();
    for (int client : computed.chars().map(digit -> digit - '0').toArray()) {
      answer(assignments.get(client), client);
    }
    Evaluator.Evaluate closing = evaluator.expectMessageClass(Evaluator.Evaluate.class);

    assertThat(journal.subList(2, journal.size()))
        .containsExactly(
            received(1, 5),
            received(2, 1),
            received(2, 3),
            received(4, 2),
            received(5, 0),
            received(6, 4));
    assertThat(closing.context().time()).isEqualTo(6);
    assertThat(closing.context().participation().participants()).isEqualTo(6);

    closing.replyTo().tell(new Evaluator.Validated(0.5));
    Evaluator.Evaluate ending = evaluator.expectMessageClass(Evaluator.Evaluate.class);
    assertThat(ending.context().after()).isEqualTo(After.PHASE);
    assertThat(ending.model()).isEqualTo(closing.model());
    ending.replyTo().tell(new Evaluator.Validated(0.5));
    assertThat(finished.receiveMessage().model().parameters()).isEqualTo(closing.model());
  }

  private akka.actor.typed.Behavior<ServerActor.Message> server() {
    List<Devices.Group> groups =
        IntStream.range(0, SECONDS.length)
            .mapToObj(client -> new Devices.Group(List.of(client), takes(SECONDS[client])))
            .toList();
    return ServerActor.create(
        ToyRun.setup(
            ToyRun.CLIENTS,
            List.of(new PhasePlan.Training(1)),
            new Devices(takes(0), groups),
            client -> 1),
        new ServerActor.Collaborators(
            population.getRef(), () -> ToyRun.CLIENTS, evaluator.getRef(), serverCompute.getRef()),
        (time, event) -> journal.add(new Line(time, event)),
        StartPoint.WHOLE,
        finished.getRef());
  }

  private static Devices.Profile takes(double seconds) {
    return new Devices.Profile(
        new Distribution.Fixed(seconds), new Distribution.Fixed(0), Double.POSITIVE_INFINITY);
  }

  private void answerValidation() {
    evaluator
        .expectMessageClass(Evaluator.Validate.class)
        .replyTo()
        .tell(new Evaluator.Validated(0.1));
  }

  private List<ClientActor.Assignment> assignments() {
    List<ClientActor.Assignment> assignments = new ArrayList<>();
    Map<ClientId, ClientActor.Assignment> byClient = new TreeMap<>();
    for (int client : DUE_FIRST) {
      Assign assign = population.expectMessageClass(Assign.class);
      assertThat(assign.client()).isEqualTo(new ClientId(client));
      byClient.put(assign.client(), assign.assignment());
    }
    assignments.addAll(byClient.values());
    return assignments;
  }

  private static void answer(ClientActor.Assignment assignment, int client) {
    ModelUpdate update =
        new ModelUpdate(new ClientId(client), 1, ParameterVector.adopt(new float[PARAMETERS]));
    assignment
        .replyTo()
        .tell(new ClientActor.Answer(assignment.sequence(), new ClientReply.Update(update)));
  }

  private static Line received(double time, int client) {
    return new Line(time, new RunEvent.UpdateReceived(1, client, 1, 0, null));
  }
}
