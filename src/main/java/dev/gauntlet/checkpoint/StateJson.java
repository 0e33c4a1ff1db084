package dev.gauntlet.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.gauntlet.actor.InFlightState;
import dev.gauntlet.actor.ServerState;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.RecordMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Checkpoints as JSON, in which a vector is its number in a list beside it: a vector that occurs
 * several times is in the list once. Of interfaces only the records that they permit can be read.
 */
final class StateJson {

  private final List<ParameterVector> vectors;
  private final IdentityHashMap<ParameterVector, Integer> numbers = new IdentityHashMap<>();
  private final JsonMapper mapper;

  private StateJson(List<ParameterVector> vectors) {
    this.vectors = vectors;
    SimpleModule module = RecordMapping.module();
    RecordMapping.add(
        module,
        ParameterVector.class,
        (v, to) -> to.writeNumber(number(v)),
        (from, context) -> vector(from.getIntValue()));
    this.mapper =
        RecordMapping.named(
                JsonMapper.builder(), Named.class, InFlightState.Item.class, ClientTask.class)
            .addModule(module)
            .addMixIn(ServerState.class, FlatProgress.class)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();
  }

  /** The text of a checkpoint; its vectors are added to the list, which is empty. */
  static byte[] write(Checkpoint checkpoint, List<ParameterVector> vectors) throws IOException {
    return new StateJson(vectors).mapper.writeValueAsBytes(checkpoint);
  }

  /** The checkpoint of such a text. */
  static Checkpoint read(byte[] text, List<ParameterVector> vectors) throws IOException {
    return new StateJson(new ArrayList<>(vectors)).mapper.readValue(text, Checkpoint.class);
  }

  private int number(ParameterVector vector) {
    return numbers.computeIfAbsent(
        vector,
        added -> {
          vectors.add(added);
          return vectors.size() - 1;
        });
  }

  private ParameterVector vector(int number) throws IOException {
    if (number < 0 || number >= vectors.size()) {
      throw new IOException("there is no vector " + number);
    }
    return vectors.get(number);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  /** In the text the progress of a run is no object of its own. */
  interface FlatProgress {
    @JsonUnwrapped
    ServerState.Progress progress();
  }
}
