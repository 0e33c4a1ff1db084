package dev.gauntlet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's entry. Exit codes: 0 done, 1 the run failed, 2 the request was wrong. */
@Command(
    name = "gauntlet",
    description = "Simulates federated learning under backdoor attack, and its defences.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    footer = {"", "Exit codes: 0 done, 1 the run failed, 2 the request was wrong, 130 stopped."},
    subcommands = {
      RunCommand.class,
      ResumeCommand.class,
      WorkerCommand.class,
      MatrixCommand.class,
      ValidateCommand.class,
      ListCommand.class,
      DataCommand.class
    })
public final class Main implements Runnable {

  /** The run failed. */
  static final int FAILED = 1;

  /** The request was wrong. */
  static final int WRONG = 2;

  @Spec CommandSpec spec = CommandSpec.create();

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, for tests to execute without a process. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    // A word with @ is what the user wrote, not a file with more words.
    commandLine.setExpandAtFiles(false);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          // Wrong requests and failed runs are told by the commands; what is left is a bug.
          failure.printStackTrace(command.getErr());
          return FAILED;
        });
    return commandLine;
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
