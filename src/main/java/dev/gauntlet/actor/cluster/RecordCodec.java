package dev.gauntlet.actor.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import dev.gauntlet.federation.ParameterVector;
import dev.gauntlet.learning.PrunedChannels;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Records as bytes: their components in order. What can be read is what can be reached from a
 * record through the types of its components, all of them records, sealed sets of records and a few
 * plain types; a new task or reply needs no line here. Which of a sealed set comes first is a
 * matter of the build, so that only equal builds understand each other.
 */
final class RecordCodec {

  /** Lists are short: of channels, votes, files. */
  private static final int LONGEST_LIST = 1 << 20;

  private final Map<Class<?>, Shape> shapes = new ConcurrentHashMap<>();
  private final ActorRefResolver actors;

  RecordCodec(ActorRefResolver actors) {
    this.actors = actors;
  }

  /** How a record is taken apart and made. */
  private record Shape(List<RecordComponent> components, Constructor<?> constructor) {}

  byte[] toBytes(Record message) {
    WireWriter writer = new WireWriter();
    writeRecord(message, writer);
    return writer.toArray();
  }

  /**
   * The record of that type.
   *
   * @throws WireReader.MalformedException if the bytes are no such record
   */
  Object fromBytes(byte[] bytes, Class<?> type) {
    WireReader reader = new WireReader(bytes);
    Object message = readRecord(type, reader);
    reader.requireEnd();
    return message;
  }

  private void writeRecord(Object value, WireWriter writer) {
    for (RecordComponent component : shape(value.getClass()).components()) {
      try {
        write(component.getAccessor().invoke(value), component.getGenericType(), writer);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot take apart " + value.getClass(), e);
      }
    }
  }

  private Object readRecord(Class<?> type, WireReader reader) {
    if (!type.isRecord()) {
      throw new WireReader.MalformedException(type.getSimpleName() + " does not travel");
    }
    Shape shape = shape(type);
    Object[] values = new Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(shape.components().get(i).getGenericType(), reader);
    }
    try {
      return shape.constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      throw new WireReader.MalformedException(type.getSimpleName() + ": " + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  private void write(Object value, Type type, WireWriter writer) {
    Class<?> raw = raw(type);
    if (raw == int.class || raw == Integer.class) {
      writer.putInt((Integer) value);
    } else if (raw == long.class || raw == Long.class) {
      writer.putLong((Long) value);
    } else if (raw == double.class || raw == Double.class) {
      writer.putDouble((Double) value);
    } else if (raw == boolean.class || raw == Boolean.class) {
      writer.putByte((Boolean) value ? 1 : 0);
    } else if (raw == String.class) {
      writer.putText((String) value);
    } else if (raw == ParameterVector.class) {
      writer.putFloats(((ParameterVector) value).toArray());
    } else if (raw == PrunedChannels.class) {
      int[] channels = ((PrunedChannels) value).toArray();
      writer.putInt(channels.length);
      Arrays.stream(channels).forEach(writer::putInt);
    } else if (raw == ActorRef.class) {
      writer.putText(actors.toSerializationFormat((ActorRef<?>) value));
    } else if (raw == List.class) {
      List<?> list = (List<?>) value;
      writer.putInt(list.size());
      list.forEach(element -> write(element, elementOf(type), writer));
    } else if (raw.isEnum()) {
      writer.putByte(Arrays.asList(raw.getEnumConstants()).indexOf(value));
    } else if (raw.isSealed()) {
      writer.putByte(records(raw).indexOf(value.getClass()));
      writeRecord(value, writer);
    } else {
      writeRecord(value, writer);
    }
  }

  private Object read(Type type, WireReader reader) {
    Class<?> raw = raw(type);
    if (raw == int.class || raw == Integer.class) {
      return reader.takeInt();
    } else if (raw == long.class || raw == Long.class) {
      return reader.takeLong();
    } else if (raw == double.class || raw == Double.class) {
      return reader.takeDouble();
    } else if (raw == boolean.class || raw == Boolean.class) {
      return choice(reader, 2) == 1;
    } else if (raw == String.class) {
      return reader.takeText();
    } else if (raw == ParameterVector.class) {
      return ParameterVector.adopt(reader.takeFloats());
    } else if (raw == PrunedChannels.class) {
      int[] channels = new int[reader.takeLength(Integer.BYTES)];
      Arrays.setAll(channels, i -> reader.takeInt());
      return PrunedChannels.of(channels);
    } else if (raw == ActorRef.class) {
      return resolve(reader.takeText());
    } else if (raw == List.class) {
      return readList(elementOf(type), reader);
    } else if (raw.isEnum()) {
      return raw.getEnumConstants()[choice(reader, raw.getEnumConstants().length)];
    } else if (raw.isSealed()) {
      List<Class<?>> records = records(raw);
      return readRecord(records.get(choice(reader, records.size())), reader);
    }
    return readRecord(raw, reader);
  }

  private List<Object> readList(Type element, WireReader reader) {
    int length = reader.takeLength(1);
    if (length > LONGEST_LIST) {
      throw new WireReader.MalformedException("a list of " + length);
    }
    List<Object> list = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      list.add(read(element, reader));
    }
    return list;
  }

  private ActorRef<?> resolve(String text) {
    try {
      return actors.resolveActorRef(text);
    } catch (RuntimeException e) {
      throw new WireReader.MalformedException("no actor: " + text);
    }
  }

  private static int choice(WireReader reader, int choices) {
    int choice = reader.takeByte();
    if (choice >= choices) {
      throw new WireReader.MalformedException("choice " + choice + " of " + choices);
    }
    return choice;
  }

  /** The records of a sealed set, and of the sealed sets in it, in the order of the source. */
  private static List<Class<?>> records(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? records(type).stream() : Stream.of(type))
        .toList();
  }

  private Shape shape(Class<?> type) {
    return shapes.computeIfAbsent(type, RecordCodec::shapeOf);
  }

  private static Shape shapeOf(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " does not travel: it is no record");
    }
    RecordComponent[] components = type.getRecordComponents();
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
      }
      return new Shape(List.of(components), constructor);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a constructor of its components", e);
    }
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static Type elementOf(Type list) {
    return ((ParameterizedType) list).getActualTypeArguments()[0];
  }
}
