package dev.gauntlet.scenario;

import dev.gauntlet.hocon.Diagnostics;
import dev.gauntlet.hocon.Messages;
import dev.gauntlet.hocon.Setting;
import dev.gauntlet.simulation.Availability;
import dev.gauntlet.simulation.Trace;
import dev.gauntlet.simulation.Trace.Period;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A trace of availability: lines {@code client,from,until} in seconds. Empty lines, comments after
 * {@code #} and a first line that names the columns are passed over.
 */
final class TraceFile {

  private static final String EXPECTED = "expected client,from,until in seconds";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{0,15})?");
  private static final Pattern CLIENT = Pattern.compile("\\d{1,9}");

  /** A file of the wrong kind has something wrong in every line. */
  private static final int MOST_PROBLEMS = 20;

  private final Path file;
  private final String key;
  private final int clients;
  private final Diagnostics reading;
  private final Map<Integer, List<Line>> lines = new TreeMap<>();
  private int problems;

  private record Line(int number, Period period) {}

  /**
   * @param key the key that names the file
   */
  TraceFile(Path file, String key, int clients, Diagnostics reading) {
    this.file = file;
    this.key = key;
    this.clients = clients;
    this.reading = reading;
  }

  /** The trace; always online after problems, which the setting or lines of the file get. */
  Availability read(Setting setting) {
    if (!Files.isRegularFile(file)) {
      String wrong = Files.exists(file) ? " is not a file" : ": there is no such file";
      setting.problem(file + wrong, "expected a file of lines client,from,until");
      return Availability.ALWAYS;
    }
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      boolean first = true;
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        number++;
        String content = line.replaceFirst("#.*", "").strip();
        if (!content.isEmpty() && !(first && isHeader(content))) {
          add(number, content);
        }
        first &= content.isEmpty();
      }
    } catch (IOException e) {
      setting.problem(file + " cannot be read: " + e, "expected a text file");
      return Availability.ALWAYS;
    }
    lines.values().forEach(this::checkOverlaps);
    if (lines.isEmpty() && problems == 0) {
      setting.problem(file + " holds no period", "expected a line client,from,until or more");
    }
    return problems == 0 ? new Trace(periods()) : Availability.ALWAYS;
  }

  private static boolean isHeader(String line) {
    return line.toLowerCase(Locale.ROOT).replaceAll("\\s", "").equals("client,from,until");
  }

  private void add(int number, String content) {
    String[] fields = content.split(",", -1);
    if (fields.length != 3) {
      problem(number, Messages.quote(content) + " is not three values", EXPECTED);
      return;
    }
    String client = fields[0].strip();
    if (!CLIENT.matcher(client).matches() || Integer.parseInt(client) >= clients) {
      problem(
          number,
          "there is no client " + Messages.quote(client),
          "clients are counted from 0 to " + (clients - 1));
      return;
    }
    String from = fields[1].strip();
    String until = fields[2].strip();
    if (!NUMBER.matcher(from).matches() || !NUMBER.matcher(until).matches()) {
      String bad = NUMBER.matcher(from).matches() ? until : from;
      problem(number, Messages.quote(bad) + " is not a time", "expected seconds, at least 0");
    } else if (Double.parseDouble(until) <= Double.parseDouble(from)) {
      problem(number, "the period ends at " + until + ", not after it begins", EXPECTED);
    } else {
      Period period = new Period(Double.parseDouble(from), Double.parseDouble(until));
      lines
          .computeIfAbsent(Integer.valueOf(client), any -> new ArrayList<>())
          .add(new Line(number, period));
    }
  }

  private void checkOverlaps(List<Line> ofOneClient) {
    ofOneClient.sort(Comparator.comparingDouble((Line line) -> line.period.from()));
    for (int i = 1; i < ofOneClient.size(); i++) {
      Line earlier = ofOneClient.get(i - 1);
      Line later = ofOneClient.get(i);
      if (later.period.from() < earlier.period.until()) {
        problem(
            Math.max(earlier.number, later.number),
            "overlaps line " + Math.min(earlier.number, later.number) + " of the same client",
            "expected periods one after the other");
      }
    }
  }

  private Map<Integer, List<Period>> periods() {
    Map<Integer, List<Period>> periods = new TreeMap<>();
    lines.forEach(
        (client, of) -> periods.put(client, of.stream().map(line -> line.period).toList()));
    return periods;
  }

  private void problem(int line, String wrong, String right) {
    problems++;
    if (problems <= MOST_PROBLEMS) {
      reading.problem(file + ":" + line, key, wrong, right);
    } else if (problems == MOST_PROBLEMS + 1) {
      reading.problem(file + ":" + line, key, "and more is wrong from here on", "");
    }
  }
}
