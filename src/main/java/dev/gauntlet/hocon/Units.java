package dev.gauntlet.hocon;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities written with or without a unit. */
public final class Units {

  public static final Units SECONDS =
      new Units("a time such as 0.05, 50 ms or 2 min (without a unit: seconds)", timeUnits());
  public static final Units BYTES =
      new Units("an amount such as 125000, 125 kB or 1 MB (without a unit: bytes)", byteUnits());

  private static final Pattern QUANTITY =
      Pattern.compile("\\s*([+-]?[0-9.]+(?:[eE][+-]?[0-9]{1,4})?)\\s*([a-zA-Z]*)\\s*");

  private final String expected;
  private final Map<String, BigDecimal> factors;

  private Units(String expected, Map<String, BigDecimal> factors) {
    this.expected = expected;
    this.factors = factors;
  }

  /** What would be right, for a problem. */
  @Override
  public String toString() {
    return expected;
  }

  /** The quantity in the plain unit, empty if the text is none. */
  Optional<Double> parse(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal factor = factors.get(matcher.group(2));
    if (factor == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(matcher.group(1)).multiply(factor).doubleValue());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, BigDecimal> timeUnits() {
    Map<String, BigDecimal> factors = new LinkedHashMap<>();
    add(factors, "1", "", "s", "second", "seconds");
    add(factors, "1e-3", "ms", "milli", "millis", "millisecond", "milliseconds");
    add(factors, "1e-6", "us", "micro", "micros", "microsecond", "microseconds");
    add(factors, "1e-9", "ns", "nano", "nanos", "nanosecond", "nanoseconds");
    add(factors, "60", "m", "min", "minute", "minutes");
    add(factors, "3600", "h", "hour", "hours");
    add(factors, "86400", "d", "day", "days");
    return factors;
  }

  private static Map<String, BigDecimal> byteUnits() {
    Map<String, BigDecimal> factors = new LinkedHashMap<>();
    add(factors, "1", "", "B", "byte", "bytes");
    add(factors, "1e3", "kB", "kilobyte", "kilobytes");
    add(factors, "1e6", "MB", "megabyte", "megabytes");
    add(factors, "1e9", "GB", "gigabyte", "gigabytes");
    add(factors, "1024", "KiB", "kibibyte", "kibibytes");
    add(factors, "1048576", "MiB", "mebibyte", "mebibytes");
    add(factors, "1073741824", "GiB", "gibibyte", "gibibytes");
    return factors;
  }

  private static void add(Map<String, BigDecimal> factors, String factor, String... names) {
    for (String name : names) {
      factors.put(name, new BigDecimal(factor));
    }
  }
}
