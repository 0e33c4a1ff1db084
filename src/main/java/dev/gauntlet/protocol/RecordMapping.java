package dev.gauntlet.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.federation.FiredEntries;
import dev.gauntlet.learning.PrunedChannels;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How Jackson writes and reads what the program keeps and sends: records by their components,
 * sealed interfaces as the records that they permit, by name, and a few types in fewer words.
 */
public final class RecordMapping {

  private RecordMapping() {}

  /** Writes a value. */
  public interface Writing<T> {
    /** Writes it all. */
    void write(T value, JsonGenerator to) throws IOException;
  }

  /** Reads a value. */
  public interface Reading<T> {
    /** Reads it from where the parser is. */
    T read(JsonParser from, DeserializationContext context) throws IOException;
  }

  /**
   * A module that knows clients, pruned channels and fired entries; the caller adds what is its
   * own.
   */
  public static SimpleModule module() {
    SimpleModule module = new SimpleModule();
    add(
        module,
        ClientId.class,
        (c, to) -> to.writeNumber(c.index()),
        (from, context) -> new ClientId(from.getIntValue()));
    module.addKeySerializer(
        ClientId.class, serializer((client, to) -> to.writeFieldName("" + client.index())));
    module.addKeyDeserializer(
        ClientId.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return new ClientId(Integer.parseInt(key));
          }
        });
    add(
        module,
        PrunedChannels.class,
        (pruned, to) -> to.writeArray(pruned.toArray(), 0, pruned.count()),
        (from, context) -> PrunedChannels.of(context.readValue(from, int[].class)));
    add(
        module,
        FiredEntries.class,
        (fired, to) ->
            to.writeArray(
                fired.places().stream().mapToInt(i -> i).toArray(), 0, fired.places().size()),
        (from, context) ->
            new FiredEntries(IntStream.of(context.readValue(from, int[].class)).boxed().toList()));
    return module;
  }

  /** Adds a type to the module; what its reader throws is an error of what is read. */
  public static <T> void add(
      SimpleModule module,
      Class<T> type,
      Writing<? super T> writing,
      Reading<? extends T> reading) {
    module.addSerializer(type, serializer(writing::write));
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            try {
              return reading.read(from, context);
            } catch (RuntimeException e) {
              throw JsonMappingException.from(from, String.valueOf(e.getMessage()), e);
            }
          }
        });
  }

  /**
   * Has the records of sealed interfaces named.
   *
   * @param mixin the annotation that says how
   */
  public static <B extends MapperBuilder<?, B>> B named(
      B builder, Class<?> mixin, Class<?>... sealed) {
    B named = builder;
    for (Class<?> type : sealed) {
      named =
          named
              .addMixIn(type, mixin)
              .registerSubtypes(
                  kinds(type)
                      .map(kind -> new NamedType(kind, kind.getSimpleName()))
                      .toArray(NamedType[]::new));
    }
    return named;
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(RecordMapping::kinds)
        : Stream.of(type);
  }

  private static <T> JsonSerializer<T> serializer(Writing<T> writing) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator to, SerializerProvider provider)
          throws IOException {
        writing.write(value, to);
      }
    };
  }
}
