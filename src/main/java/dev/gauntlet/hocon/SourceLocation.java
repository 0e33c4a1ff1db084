package dev.gauntlet.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where a value was written, in the words of a problem. */
public final class SourceLocation {

  /** What begins the origin of a value that the user did not write. */
  public static final String DEFAULT = "default";

  /** What begins the origin of an override. */
  public static final String OVERRIDE = "--set ";

  private SourceLocation() {}

  /** {@code file:line} or the override, if the user wrote the value. */
  public static Optional<String> of(ConfigValue value) {
    Optional<String> own = of(value.origin());
    if (own.isPresent()) {
      return own;
    }
    // A block written in two files has the origin "merge of ...": its first part stands for it.
    return children(value).stream().map(SourceLocation::of).flatMap(Optional::stream).findFirst();
  }

  public static Optional<String> of(ConfigOrigin origin) {
    String description = origin.description();
    if (description.startsWith(OVERRIDE)) {
      return Optional.of(description.replaceFirst(": \\d+(-\\d+)?$", ""));
    }
    if (description.startsWith(DEFAULT) || origin.filename() == null) {
      return Optional.empty();
    }
    return Optional.of(
        origin.filename() + (origin.lineNumber() > 0 ? ":" + origin.lineNumber() : ""));
  }

  /** The file in which a value is written, if it is written in one. */
  public static Optional<String> file(ConfigValue value) {
    return Optional.ofNullable(value.origin().filename());
  }

  private static Collection<ConfigValue> children(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object.values();
    }
    return value instanceof ConfigList list ? list : List.of();
  }
}
