package dev.gauntlet.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gauntlet.metrics.RunEvent;
import java.io.UncheckedIOException;

/** Values as JSON: snake_case names, nothing for what does not apply, the same bytes everywhere. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          // Java's own text of a double changed with JDK 19; this writer's does not.
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter()
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private Json() {}

  /** An event as one line without its end: {@code type}, {@code time}, then its own fields. */
  public static String line(double time, RunEvent event) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("type", type(event));
    line.put("time", time);
    line.setAll((ObjectNode) MAPPER.valueToTree(event));
    return text(MAPPER.writer(), line);
  }

  /** A record over several lines, with an end of line. */
  public static String pretty(Object value) {
    return text(MAPPER.writer(PRETTY), value) + "\n";
  }

  /**
   * A record read back from what {@link #pretty} wrote.
   *
   * @throws UncheckedIOException if the text is no such record
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An event's type: its name in the past tense, for example {@code round-started}. */
  static String type(RunEvent event) {
    return PropertyNamingStrategies.KebabCaseStrategy.INSTANCE.translate(
        event.getClass().getSimpleName());
  }

  private static String text(com.fasterxml.jackson.databind.ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("every record can be written as JSON", e);
    }
  }
}
