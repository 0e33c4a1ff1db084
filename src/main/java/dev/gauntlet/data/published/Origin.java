package dev.gauntlet.data.published;

/** Where an intact file's content comes from. */
public enum Origin {
  /** Byte for byte what the authors of the set publish. */
  GENUINE(""),
  /** CIFAR-10 rebuilt from its lossy quality-75 JPEG copies. */
  JPEG_COPIES("JPEG copies"),
  /** A user's own images in the same format. */
  OTHER("not the original");

  private final String remark;

  Origin(String remark) {
    this.remark = remark;
  }

  /** What must stand behind the set's name in results; empty for the genuine set. */
  public String remark() {
    return remark;
  }
}
