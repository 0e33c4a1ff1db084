package dev.gauntlet.actor.cluster;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The only way in and out of a node: messages of {@link Wire} by name, no others. */
public final class WireSerializer extends SerializerWithStringManifest {

  /** Part of what nodes agree on. */
  private static final int IDENTIFIER = 20_551;

  private static final Map<String, Class<? extends Wire.Message>> KNOWN =
      Stream.of(
              Wire.Connect.class,
              Wire.Offer.class,
              Wire.Model.class,
              Wire.Work.class,
              Wire.Dismiss.class,
              Wire.Refused.class,
              Wire.Willing.class,
              Wire.Ready.class,
              Wire.Done.class,
              Wire.Failed.class,
              Wire.Leaving.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

  private final WireCodec codec;

  /** Made by Akka. */
  public WireSerializer(ExtendedActorSystem system) {
    this.codec = new WireCodec(ActorRefResolver.get(Adapter.toTyped(system)));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return message.getClass().getSimpleName();
  }

  @Override
  public byte[] toBinary(Object message) {
    return codec.toBytes((Wire.Message) message);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    Class<? extends Wire.Message> type = KNOWN.get(manifest);
    if (type == null) {
      throw new NotSerializableException("no message is called " + manifest);
    }
    try {
      return codec.fromBytes(bytes, type);
    } catch (JsonProcessingException e) {
      throw new NotSerializableException(manifest + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new NotSerializableException(manifest + ": " + e.getMessage());
    }
  }
}
