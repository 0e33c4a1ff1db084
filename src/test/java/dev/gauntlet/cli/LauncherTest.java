package dev.gauntlet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a Java and a Maven that only write down how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final String JAVA =
      """
      #!/bin/sh
      [ "$1" != -version ] || { echo 'openjdk version "%s" 2021-09-14' >&2; exit; }
      echo "java in $(pwd)"
      for word in "$@"; do echo "<$word>"; done
      echo "$OMP_NUM_THREADS$OPENBLAS_CORETYPE$OPENBLAS_L2_SIZE$OPENBLAS_NUM_THREADS" >"$LOG.blas"
      exit 7
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "mvn $* in $(pwd)"
      echo x >>"$LOG"
      mkdir -p target && : >target/gauntlet.jar
      """;

  /** All that the launcher calls: the path holds nothing else, so that Java can be missing. */
  private static final List<String> TOOLS =
      List.of("dirname", "readlink", "grep", "sed", "head", "find", "mkdir", "mv", "flock");

  @TempDir Path temporary;
  private Path home;
  private Path bin;

  /** What a call of the launcher gave. */
  private record Result(int exitCode, List<String> out, String err) {}

  @BeforeEach
  void project() throws IOException {
    home = Files.createDirectories(temporary.resolve("a project"));
    bin = Files.createDirectories(temporary.resolve("bin"));
    Files.copy(Path.of("gauntlet"), home.resolve("gauntlet"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("pom.xml"), "");
    program("java", JAVA.formatted("17.0.1"));
    program("javac", "");
    program("mvn", MAVEN);
    for (String tool : TOOLS) {
      Path found = Path.of("/usr/bin", tool);
      Path present = Files.exists(found) ? found : Path.of("/bin", tool);
      if (Files.exists(present)) {
        program(tool, "#!/bin/sh\nexec " + present + " \"$@\"\n");
      }
    }
  }

  @Test
  void buildsOnFirstUseAndOnlyThen() throws Exception {
    Result first = launch(home, home.resolve("gauntlet"), "--help");
    launch(home, home.resolve("gauntlet"), "--help");

    assertThat(first.err()).contains("building").contains("mvn -q -DskipTests package in " + home);
    assertThat(first.out().get(0)).as("no word of the build among results").startsWith("java in");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceHasChanged() throws Exception {
    launch(home, home.resolve("gauntlet"));
    Path source = Files.writeString(home.resolve("src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    launch(home, home.resolve("gauntlet"));

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void handsArgumentsAndTheFolderOfTheUserOn() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("else where"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), home.resolve("gauntlet"));
    Path second = Files.createSymbolicLink(temporary.resolve("second"), Path.of("else where/link"));

    for (Path way : List.of(link, second)) {
      Result result = launch(elsewhere, way, "run", "my scenario.conf", "--set", "name=\"a b\"");

      assertThat(result.exitCode()).as("the program's exit code").isEqualTo(7);
      assertThat(result.out())
          .startsWith("java in " + elsewhere)
          .contains("<-Dlogback.configurationFile=" + home + "/conf/logback.xml>")
          .endsWith(
              "<-jar>",
              "<" + home + "/target/gauntlet.jar>",
              "<run>",
              "<my scenario.conf>",
              "<--set>",
              "<name=\"a b\">");
    }
  }

  @Test
  void aRunGetsTheOptimisingCompiler() throws Exception {
    assertThat(launch(home, home.resolve("gauntlet"), "run").out())
        .noneMatch(word -> word.contains("TieredStopAtLevel"));
    assertThat(launch(home, home.resolve("gauntlet"), "--help").out())
        .anyMatch(word -> word.contains("TieredStopAtLevel"));
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Result noMaven = launch(home, home.resolve("gauntlet"));
    program("java", JAVA.formatted("11.0.2"));
    Result oldJava = launch(home, home.resolve("gauntlet"));
    program("java", JAVA.formatted("1.8.0_292"));
    Result olderJava = launch(home, home.resolve("gauntlet"));
    Files.delete(bin.resolve("java"));
    Result noJava = launch(home, home.resolve("gauntlet"));

    assertThat(noMaven.err()).contains("there is no mvn").contains("apt-get install maven");
    assertThat(oldJava.err()).contains("is Java 11").contains("apt-get install openjdk-17-jdk");
    assertThat(olderJava.err()).contains("is Java 8");
    assertThat(noJava.err()).contains("there is no java").contains("apt-get install openjdk-17");
    assertThat(List.of(noMaven, oldJava, olderJava, noJava))
        .allMatch(result -> result.exitCode() == 2);
  }

  @Test
  void saysThatAJavaWithoutACompilerCannotBuild() throws Exception {
    Files.delete(bin.resolve("javac"));
    Result noCompiler = launch(home, home.resolve("gauntlet"));

    assertThat(noCompiler.exitCode()).isEqualTo(2);
    assertThat(noCompiler.err()).contains("no javac").contains("apt-get install openjdk-17-jdk");
  }

  @Test
  void linearAlgebraTakesNoOrdersFromTheEnvironment() throws Exception {
    launch(home, home.resolve("gauntlet"), "run");

    assertThat(Files.readString(temporary.resolve("log.blas"))).isEqualTo("\n");
  }

  @Test
  void aFailedBuildRunsNothingAndIsTriedAgain() throws Exception {
    program("mvn", "#!/bin/sh\nmkdir -p target; : >target/gauntlet.jar; echo broken; exit 1\n");
    Result failed = launch(home, home.resolve("gauntlet"));
    program("mvn", MAVEN);
    Result repaired = launch(home, home.resolve("gauntlet"));

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("broken").contains("the build failed");
    assertThat(repaired.exitCode()).isEqualTo(7);
  }

  private Result launch(Path folder, Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(arguments));
    Path out = temporary.resolve("out");
    Path err = temporary.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", bin.toString(),
                "LOG", temporary.resolve("log").toString(),
                "OMP_NUM_THREADS", "3",
                "OPENBLAS_NUM_THREADS", "5",
                "OPENBLAS_L2_SIZE", "512",
                "OPENBLAS_CORETYPE", "Prescott"));
    int exitCode = builder.start().waitFor();
    return new Result(exitCode, Files.readAllLines(out), Files.readString(err));
  }

  private int builds() throws IOException {
    return Files.readAllLines(temporary.resolve("log")).size();
  }

  private void program(String name, String text) throws IOException {
    Path program = Files.writeString(bin.resolve(name), text);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
