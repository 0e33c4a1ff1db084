package dev.gauntlet.cli;

import dev.gauntlet.experiment.Experiment;
import dev.gauntlet.experiment.RunFailedException;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.report.SummaryTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;

/** A run from the first word to the last that the user reads of it, however it ends. */
final class InterruptibleRun {

  /** What a shell gives a process that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

  /** To write what has to be written; the user has been promised two seconds. */
  private static final long MOST_MILLIS = 1_500;

  private final Experiment experiment;
  private final PrintWriter out;
  private final PrintWriter err;

  InterruptibleRun(Experiment experiment, CommandLine commandLine) {
    this.experiment = experiment;
    this.out = commandLine.getOut();
    this.err = commandLine.getErr();
  }

  /** Runs it and tells the process's exit code. */
  int exitCode() throws InterruptedException {
    experiment.warnings().forEach(err::println);
    err.flush();
    AtomicBoolean over = new AtomicBoolean();
    Thread stopping = new Thread(() -> stop(over), "stopping");
    Runtime.getRuntime().addShutdownHook(stopping);
    try {
      out.print(SummaryTable.of(experiment.run()));
      out.println("written to " + experiment.folder());
      out.flush();
      return 0;
    } catch (RequestException e) {
      return Problems.refuse(e.problems(), err);
    } catch (RunFailedException e) {
      err.println("the run failed: " + e.getMessage());
      if (Files.exists(experiment.folder())) {
        err.println("what it wrote until then is in " + experiment.folder());
      }
      err.flush();
      return Main.FAILED;
    } finally {
      over.set(true);
      withdraw(stopping);
    }
  }

  /** The process is told to end: by Ctrl-C, or by the system. */
  private void stop(AtomicBoolean over) {
    if (over.get()) {
      return;
    }
    try {
      experiment.stop(MOST_MILLIS);
    } catch (InterruptedException | RuntimeException e) {
      err.println("what was under way could not be written: " + e);
    }
    err.println();
    err.println("stopped; to go on: ./gauntlet resume " + experiment.folder());
    err.flush();
    // Trainers may be at work for long; nobody is to wait for them.
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  private static void withdraw(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
