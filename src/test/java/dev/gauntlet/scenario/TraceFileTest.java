package dev.gauntlet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gauntlet.simulation.Trace;
import dev.gauntlet.simulation.Trace.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceFileTest {

  @TempDir Path folder;

  private ScenarioFile file(String... lines) throws IOException {
    Files.write(folder.resolve("phones.csv"), List.of(lines));
    return ScenarioFile.of(folder, "availability { trace = phones.csv }");
  }

  @Test
  void hasAPeriodALine() throws IOException {
    ScenarioFile file =
        file(
            "# three phones",
            "",
            " Client, from, until ",
            "0,0,60",
            "3, 10.5 ,20 # a note",
            "0,90,95");

    assertThat(file.read().dispatches().availability())
        .isEqualTo(
            new Trace(
                Map.of(
                    0, List.of(new Period(0, 60), new Period(90, 95)),
                    3, List.of(new Period(10.5, 20)))));
  }

  @Test
  void isFoundFromTheResolvedTextInAnotherFolder() throws IOException {
    Scenario scenario = file("0,0,60").read();
    Path run = Files.createDirectory(folder.resolve("run"));

    Scenario again = ScenarioFile.of(run, "scenario.conf", scenario.source().text()).read();

    assertThat(again).isEqualTo(scenario);
    assertThat(again.source().text())
        .isEqualTo(scenario.source().text())
        .contains(folder.toAbsolutePath().resolve("phones.csv").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          0,5          | '0,5' is not three values; expected client,from,until in seconds
          0,5,6,7      | '0,5,6,7' is not three values
          client,5,6   | there is no client 'client'; clients are counted from 0 to 9
          10,5,6       | there is no client '10'
          -1,5,6       | there is no client '-1'
          1,x,6        | 'x' is not a time; expected seconds, at least 0
          1,5,-6       | '-6' is not a time
          1,5,NaN      | 'NaN' is not a time
          1,6,5        | the period ends at 5, not after it begins
          1,6,6        | the period ends at 6, not after it begins
          0,1,3        | overlaps line 1 of the same client
          0,0,9        | overlaps line 1 of the same client
          """)
  void aLineThatCannotBeIsAProblem(String line, String expected) throws IOException {
    assertThat(file("0,2,4", line, "0,4,5").problems())
        .singleElement()
        .asString()
        .startsWith("phones.csv:2: availability.trace: " + expected);
  }

  @Test
  void aWrongFileIsNotQuotedInFull() throws IOException {
    String[] lines = new String[50];
    Arrays.fill(lines, "no csv at all");

    assertThat(file(lines).problems())
        .hasSize(21)
        .last()
        .isEqualTo("phones.csv:21: availability.trace: and more is wrong from here on");
  }

  @Test
  void aFileWithoutPeriodsIsAProblem() throws IOException {
    assertThat(file("client,from,until").problems())
        .singleElement()
        .asString()
        .contains("phones.csv holds no period");
  }

  @ParameterizedTest
  @CsvSource({"nowhere.csv, there is no such file", ".., is not a file", "'', is not a file"})
  void aFileThatIsNotThereIsAProblem(String name, String expected) {
    assertThat(ScenarioFile.of(folder, "availability.trace = \"" + name + "\"").problems())
        .singleElement()
        .asString()
        .startsWith("test.conf:1: availability.trace: ")
        .contains(expected);
  }

  @Test
  void aFileThatIsNoTextIsAProblem() throws IOException {
    Files.write(folder.resolve("x.bin"), new byte[] {(byte) 0xc3, (byte) 0x28});

    assertThat(ScenarioFile.of(folder, "availability.trace = x.bin").problems())
        .singleElement()
        .asString()
        .contains("cannot be read");
  }
}
