package dev.gauntlet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gauntlet.metrics.After;
import dev.gauntlet.metrics.RunEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesEventsAsTheyHaveAlwaysBeenWritten() {
    assertThat(Json.line(0, new RunEvent.PhaseStarted(1, "fine-tuning")))
        .isEqualTo(
            "{\"type\":\"phase-started\",\"time\":0.0,\"phase_index\":1,"
                + "\"phase\":\"fine-tuning\"}");
    assertThat(
            Json.line(
                12.75,
                new RunEvent.ModelMeasured(
                    After.ROUND, 0, "training", 3, 0.98, 0.125, List.of(0.25, 0.0), 1, 10, 1, 2)))
        .isEqualTo(
            "{\"type\":\"model-measured\",\"time\":12.75,\"measured\":\"round\","
                + "\"phase_index\":0,\"phase\":\"training\",\"round\":3,\"accuracy\":0.98,"
                + "\"attack_success_rate\":0.125,\"attack_success_rates\":[0.25,0.0],"
                + "\"validation_accuracy\":1.0,\"participants\":10,\"dropped\":1,"
                + "\"discarded\":2}");
    assertThat(Json.line(3, new RunEvent.RunFinished("ab12")))
        .isEqualTo("{\"type\":\"run-finished\",\"time\":3.0,\"model_sha256\":\"ab12\"}");
  }

  @Test
  void leavesOutWhatDoesNotApply() {
    assertThat(Json.line(1, new RunEvent.PhaseFinished(2, "clipping", null, 7, null, null)))
        .isEqualTo(
            "{\"type\":\"phase-finished\",\"time\":1.0,\"phase_index\":2,"
                + "\"phase\":\"clipping\",\"zeroed_weights\":7}");
    assertThat(Json.line(1, new RunEvent.NeuronsPruned(2, null, List.of())))
        .endsWith("\"phase_index\":2,\"channels\":[]}");
    assertThat(Json.line(1, new RunEvent.ClippingTested(2, 2.5, 3, 0.75, null)))
        .isEqualTo(
            "{\"type\":\"clipping-tested\",\"time\":1.0,\"phase_index\":2,\"delta\":2.5,"
                + "\"zeroed_weights\":3,\"validation_accuracy\":0.75}");
    assertThat(Json.line(1, new RunEvent.ClippingTested(2, null, 0, 0.75, 0.5)))
        .endsWith(
            "\"phase_index\":2,\"zeroed_weights\":0,\"validation_accuracy\":0.75,"
                + "\"validation_loss\":0.5}");
    assertThat(Json.line(1, new RunEvent.PruningTested(2, null, 3, 0.75, null)))
        .isEqualTo(
            "{\"type\":\"pruning-tested\",\"time\":1.0,\"phase_index\":2,"
                + "\"pruned_neurons\":3,\"validation_accuracy\":0.75}");
    assertThat(Json.line(1, new RunEvent.PruningTested(2, null, 3, 0.75, List.of(4))))
        .endsWith("\"validation_accuracy\":0.75,\"skipped\":[4]}");
  }

  @Test
  void namesEveryTypeOfEvent() {
    assertThat(Arrays.stream(RunEvent.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .containsExactlyInAnyOrder(
            "RunStarted",
            "RunForked",
            "BranchStarted",
            "AdversaryInformed",
            "PhaseStarted",
            "RoundStarted",
            "ClientAsked",
            "UpdateReceived",
            "UpdateRejected",
            "UpdatesJudged",
            "DetectionMeasured",
            "AggregationFellBack",
            "VoteRejected",
            "ReplyLost",
            "ReplyDiscarded",
            "ExchangeRepeated",
            "TimelineFired",
            "ModelMeasured",
            "VotesCounted",
            "PruningTested",
            "NeuronsPruned",
            "ClippingTested",
            "WeightsClipped",
            "NeuronsRanked",
            "LabelsScreened",
            "ServerTrained",
            "PhaseFinished",
            "RunFinished",
            "RunFailed");
    assertThat(Json.type(new RunEvent.RoundStarted(1, List.of()))).isEqualTo("round-started");
    assertThat(Json.type(new RunEvent.NeuronsPruned(1, null, List.of())))
        .isEqualTo("neurons-pruned");
  }

  @Test
  void writesTextOnOneLineThatReadsBack() throws Exception {
    String name = "a \"quoted\"\nname, é";

    String line = Json.line(1e-7, new RunEvent.UpdateRejected(1, 2, name));
    JsonNode read = new ObjectMapper().readTree(line);

    assertThat(line).doesNotContain("\n");
    assertThat(read.get("reason").asText()).isEqualTo(name);
    assertThat(read.get("time").asDouble()).isEqualTo(1e-7);
  }

  @Test
  void writesTheShortestTextThatReadsBackAsTheSameNumber() {
    // Java's own text of 2e-3 and 2^-44 was longer before JDK 19.
    assertThat(Json.line(2e-3, new RunEvent.RunFinished(""))).contains("\"time\":0.002,");
    assertThat(Json.line(0x1p-44, new RunEvent.RunFinished("")))
        .contains("\"time\":5.684341886080802E-14,");
    assertThat(Json.line(2.0E-3 * 3, new RunEvent.RunFinished(""))).contains("\"time\":0.006,");
  }

  @Test
  void writesRecordsOverSeveralLines() {
    Summary summary =
        new Summary(
            "quick",
            7,
            null,
            List.of(
                new Summary.PhaseSummary(
                    0, "training", 0.5, null, 0.25, null, null, null, 30, null, null)),
            null);

    assertThat(Json.pretty(summary))
        .isEqualTo(
            """
            {
              "scenario" : "quick",
              "seed" : 7,
              "phases" : [
                {
                  "index" : 0,
                  "phase" : "training",
                  "accuracy" : 0.5,
                  "validation_accuracy" : 0.25,
                  "rounds" : 30
                }
              ]
            }
            """);
  }
}
