package dev.gauntlet.hocon;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.Optional;

/** A setting read as a number; after a problem, as one that is allowed. */
record Numbers(Setting setting) {

  int integer(int min, int max, String otherwise) {
    Bounds bounds = Bounds.from(min).to(max);
    String expected = "expected " + otherwise + "a whole number " + bounds;
    return whole(expected)
        .map(number -> inBounds(number.doubleValue(), bounds, expected, min))
        .map(Double::intValue)
        .orElse(min);
  }

  long wholeNumber() {
    String expected = "expected a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
    try {
      return whole(expected).map(BigDecimal::longValueExact).orElse(0L);
    } catch (ArithmeticException e) {
      setting.problem(written() + " is out of range", expected);
      return 0;
    }
  }

  double number(Bounds bounds, String expected) {
    return decimal(expected)
        .map(number -> inBounds(number.doubleValue(), bounds, expected, bounds.inside()))
        .orElseGet(bounds::inside);
  }

  double quantity(Units units, Bounds bounds) {
    ConfigValue value = setting.use();
    String text = setting.isBlock() || setting.isList() ? "" : String.valueOf(value.unwrapped());
    Optional<Double> quantity = units.parse(text);
    if (quantity.isEmpty()) {
      setting.problem(written() + " is not understood", "expected " + units);
      return bounds.inside();
    }
    return inBounds(quantity.get(), bounds, "expected " + units + ", " + bounds, bounds.inside());
  }

  private double inBounds(double number, Bounds bounds, String expected, double otherwise) {
    if (Double.isFinite(number) && bounds.contain(number)) {
      return number;
    }
    setting.problem(written() + " is out of range", expected);
    return otherwise;
  }

  private Optional<BigDecimal> whole(String expected) {
    Optional<BigDecimal> number = decimal(expected);
    if (number.isPresent()
        && number.get().signum() != 0
        && number.get().stripTrailingZeros().scale() > 0) {
      setting.problem(written() + " is not a whole number", expected);
      return Optional.empty();
    }
    return number;
  }

  private Optional<BigDecimal> decimal(String expected) {
    Object value = setting.use().unwrapped();
    if (value instanceof Double number && !Double.isFinite(number)) {
      setting.problem(written() + " is too large", expected);
      return Optional.empty();
    }
    try {
      if (value instanceof Number || value instanceof String) {
        return Optional.of(new BigDecimal(String.valueOf(value).trim()));
      }
    } catch (NumberFormatException e) {
      // Reported below: a word is as wrong as a list.
    }
    setting.problem(written() + " is not a number", expected);
    return Optional.empty();
  }

  private String written() {
    return Messages.of(setting.use());
  }
}
