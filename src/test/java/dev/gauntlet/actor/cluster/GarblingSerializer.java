package dev.gauntlet.actor.cluster;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import java.io.NotSerializableException;

/** Writes what it is to write as nobody can read it, {@link Wire.Leaving} at least. */
public final class GarblingSerializer extends SerializerWithStringManifest {

  private final WireSerializer right;

  /** Made by Akka. */
  public GarblingSerializer(ExtendedActorSystem system) {
    this.right = new WireSerializer(system);
  }

  @Override
  public int identifier() {
    return right.identifier();
  }

  @Override
  public String manifest(Object message) {
    return right.manifest(message);
  }

  @Override
  public byte[] toBinary(Object message) {
    return message instanceof Wire.Leaving ? new byte[] {-1, -1, -1} : right.toBinary(message);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return right.fromBinary(bytes, manifest);
  }
}
