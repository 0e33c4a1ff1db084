package dev.gauntlet.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.gauntlet.actor.InFlightState;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.PrunedChannels;
import dev.gauntlet.protocol.ClientTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

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
    SimpleModule module = new SimpleModule();
    module.addSerializer(ParameterVector.class, writing((v, to) -> to.writeNumber(number(v))));
    module.addDeserializer(ParameterVector.class, reading(from -> vector(from.getIntValue())));
    module.addSerializer(ClientId.class, writing((client, to) -> to.writeNumber(client.index())));
    module.addDeserializer(ClientId.class, reading(from -> new ClientId(from.getIntValue())));
    module.addKeySerializer(
        ClientId.class, writing((client, to) -> to.writeFieldName("" + client.index())));
    module.addKeyDeserializer(
        ClientId.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return new ClientId(Integer.parseInt(key));
          }
        });
    module.addSerializer(
        PrunedChannels.class,
        writing((pruned, to) -> to.writeArray(pruned.toArray(), 0, pruned.count())));
    module.addDeserializer(
        PrunedChannels.class,
        reading(from -> PrunedChannels.of(from.readValueAs(new TypeReference<int[]>() {}))));
    this.mapper =
        JsonMapper.builder()
            .addModule(module)
            .addMixIn(InFlightState.Item.class, Named.class)
            .addMixIn(ClientTask.class, Named.class)
            .registerSubtypes(names(InFlightState.Item.class))
            .registerSubtypes(names(ClientTask.class))
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

  /** The records that a sealed interface permits, by their names. */
  private static NamedType[] names(Class<?> sealed) {
    return leaves(sealed)
        .map(record -> new NamedType(record, record.getSimpleName()))
        .toArray(NamedType[]::new);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(StateJson::leaves)
        : Stream.of(type);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  private interface Writing<T> {
    void write(T value, JsonGenerator to) throws IOException;
  }

  private interface Reading<T> {
    T read(JsonParser from) throws IOException;
  }

  private static <T> JsonSerializer<T> writing(Writing<T> writing) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator to, SerializerProvider provider)
          throws IOException {
        writing.write(value, to);
      }
    };
  }

  private static <T> JsonDeserializer<T> reading(Reading<T> reading) {
    return new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
        return reading.read(from);
      }
    };
  }
}
