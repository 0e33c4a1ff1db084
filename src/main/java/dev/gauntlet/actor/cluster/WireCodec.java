package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.protocol.ClientReply;
import dev.gauntlet.protocol.ClientTask;
import dev.gauntlet.protocol.RecordMapping;
import java.io.IOException;

/**
 * Messages as CBOR (RFC 8949): records as arrays of their components, parameters as little-endian
 * floats. What can be read is what can be reached from a message through the types of its
 * components; a new task or reply needs no line here. Components have no names, so that only equal
 * builds understand each other.
 */
final class WireCodec {

  private final ObjectMapper mapper;

  WireCodec(ActorRefResolver actors) {
    SimpleModule module = RecordMapping.module();
    RecordMapping.add(
        module,
        ParameterVector.class,
        (vector, to) -> to.writeBinary(vector.toBytes()),
        (from, context) -> vector(from.getBinaryValue()));
    RecordMapping.<ActorRef<?>>add(
        module,
        actorRef(),
        (actor, to) -> to.writeString(actors.toSerializationFormat(actor)),
        (from, context) -> actors.resolveActorRef(from.getText()));
    this.mapper =
        RecordMapping.named(
                CBORMapper.builder(
                    CBORFactory.builder()
                        // The size of a message is limited, and so is what is in it.
                        .streamReadConstraints(
                            StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .build()),
                Named.class,
                ClientTask.class,
                ClientReply.class)
            .addModule(module)
            .annotationIntrospector(new RecordsAsArrays())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL));
  }

  byte[] toBytes(Wire.Message message) {
    try {
      return mapper.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + message.getClass(), e);
    }
  }

  /**
   * The message of that type.
   *
   * @throws IOException if the bytes are no such message
   */
  <T extends Wire.Message> T fromBytes(byte[] bytes, Class<T> type) throws IOException {
    T message = mapper.readValue(bytes, type);
    if (message == null) {
      throw new IOException("nothing was sent");
    }
    return message;
  }

  private static ParameterVector vector(byte[] bytes) {
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException(bytes.length + " bytes are no floats");
    }
    return ParameterVector.ofBytes(bytes, 0, bytes.length);
  }

  @SuppressWarnings("unchecked") // the class of a generic type has no type arguments
  private static Class<ActorRef<?>> actorRef() {
    return (Class<ActorRef<?>>) (Class<?>) ActorRef.class;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  private interface Named {}

  private static final class RecordsAsArrays extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonFormat.Value findFormat(Annotated annotated) {
      Class<?> type = annotated.getRawType();
      // Jackson writes what has no components as an object in any case.
      return type.isRecord() && type.getRecordComponents().length > 0
          ? JsonFormat.Value.forShape(JsonFormat.Shape.ARRAY)
          : super.findFormat(annotated);
    }
  }
}
