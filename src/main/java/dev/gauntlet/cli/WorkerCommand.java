package dev.gauntlet.cli;

import dev.gauntlet.actor.cluster.NodeSettings;
import dev.gauntlet.actor.cluster.WorkerNode;
import dev.gauntlet.experiment.backend.Worker;
import dev.gauntlet.experiment.request.RequestException;
import dev.gauntlet.hocon.InvalidConfigException;
import dev.gauntlet.scenario.ClusterReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Works for a run on another machine, or in another process of this one. */
@Command(
    name = "worker",
    description = "Do clients' work for a run that was started with --cluster.",
    mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {

  @Mixin DataFolder data = new DataFolder();
  @Mixin ThreadsOption threads = new ThreadsOption();
  @Mixin ClusterFile cluster = new ClusterFile();
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--join",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The run's node, which may not be there yet.")
  String join = "";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The address at which other nodes reach this one (default: of the cluster's file).")
  @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "This node's own port (default: any that is free).")
  int port;

  @Option(names = "--owned", hidden = true, description = "End when standard input does.")
  boolean owned;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    List<String> problems = new ArrayList<>();
    threads.check(problems);
    if (port < 0 || port > ClusterReader.LAST_PORT) {
      problems.add("--port " + port + ": expected a number from 0 to " + ClusterReader.LAST_PORT);
    }
    Optional<Addresses.Address> run = Addresses.read("--join", join, problems);
    Optional<NodeSettings> settings = settings(problems);
    if (run.isPresent() && settings.isPresent()) {
      Addresses.reachable(settings.get().host(), run.get(), problems);
    }
    if (!problems.isEmpty() || run.isEmpty() || settings.isEmpty()) {
      return Problems.refuse(problems, err);
    }
    if (owned) {
      endWithInput();
    }
    try {
      WorkerNode.Outcome outcome =
          Worker.serve(
              settings.get(), run.get().host(), run.get().port(), data.path(), threads.count);
      return told(outcome, run.get(), settings.get(), err);
    } catch (RequestException e) {
      return Problems.refuse(e.problems(), err);
    }
  }

  private Optional<NodeSettings> settings(List<String> problems) {
    try {
      NodeSettings read = ClusterReader.read(cluster.file());
      if (host == null) {
        return Optional.of(read.at(read.host(), port));
      }
      Optional<String> address = ClusterReader.addressOf(host);
      if (address.isEmpty()) {
        problems.add("--host " + host + ": no machine is called that");
      }
      return address.map(numbers -> read.at(numbers, port));
    } catch (InvalidConfigException e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
      return Optional.empty();
    }
  }

  private int told(
      WorkerNode.Outcome outcome, Addresses.Address run, NodeSettings settings, PrintWriter err) {
    return switch (outcome.kind()) {
      case DISMISSED -> {
        if (!owned) {
          err.println("worker: " + outcome.reason());
        }
        err.flush();
        yield 0;
      }
      case REFUSED -> Problems.refuse(List.of("refused: " + outcome.reason()), err);
      case ALONE ->
          Problems.refuse(
              List.of(
                  "no run let this worker in within "
                      + settings.joinTimeout().toSeconds()
                      + " s (join-timeout): "
                      + Addresses.whyNot(run)),
              err);
      case ENDED -> {
        err.println("worker: " + outcome.reason());
        err.flush();
        yield Main.FAILED;
      }
    };
  }

  /** Whoever started this process holds the other end, and lets it go however it ends. */
  private static void endWithInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is said.
                }
              } catch (IOException e) {
                // As good as its end.
              }
              Runtime.getRuntime().halt(Main.FAILED);
            },
            "owner");
    watch.setDaemon(true);
    watch.start();
  }
}
