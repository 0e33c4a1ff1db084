package dev.gauntlet.actor.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workers of a run that are there and that were: who they are and what they have done. */
final class WorkerRegistry {

  private final WorkQueue<ActorRef<WorkerLink.Message>, ?> workQueue;
  private final Set<ActorRef<Wire.Connect>> known = new HashSet<>();
  private final Map<ActorRef<WorkerLink.Message>, Address> links = new LinkedHashMap<>();
  private final Map<ActorRef<WorkerLink.Message>, Long> trained = new LinkedHashMap<>();
  private final List<ClusterStatus.Worker> gone = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();

  /**
   * No workers yet.
   *
   * @param workQueue which of them does what
   */
  WorkerRegistry(WorkQueue<ActorRef<WorkerLink.Message>, ?> workQueue) {
    this.workQueue = workQueue;
  }

  /** Whether nobody has asked that about this worker before. */
  boolean isNew(ActorRef<Wire.Connect> worker) {
    return known.add(worker);
  }

  /** Somebody who may become a worker. */
  void add(ActorRef<WorkerLink.Message> link, ActorRef<Wire.Connect> worker) {
    links.put(link, worker.path().address());
  }

  /** The links to all that are there. */
  Set<ActorRef<WorkerLink.Message>> links() {
    return links.keySet();
  }

  /** Where the worker is; empty once it has been lost. */
  Optional<Address> addressOf(ActorRef<WorkerLink.Message> link) {
    return Optional.ofNullable(links.get(link));
  }

  /**
   * A worker can be given work from now on.
   *
   * @return who, in words
   */
  String join(ActorRef<WorkerLink.Message> link, int threads) {
    workQueue.join(link, threads);
    return "%s joins with %d thread%s".formatted(name(link), threads, threads == 1 ? "" : "s");
  }

  /** On how many examples the worker has trained so far. */
  void trained(ActorRef<WorkerLink.Message> link, long samples) {
    trained.put(link, samples);
  }

  /**
   * A worker is gone, and what it had is to be handed out again.
   *
   * @return who, and why, in words; empty if that is known
   */
  Optional<String> lose(ActorRef<WorkerLink.Message> link, String reason) {
    if (!links.containsKey(link)) {
      return Optional.empty();
    }
    String loss = name(link) + " " + reason;
    losses.add(loss);
    if (workQueue.has(link)) {
      gone.add(told(link, reason));
    }
    int again = workQueue.lose(link);
    links.remove(link);
    trained.remove(link);
    return Optional.of(again == 0 ? loss : loss + "; others do again what it was at: " + again);
  }

  /** How they all are. */
  ClusterStatus status() {
    return new ClusterStatus(
        links.keySet().stream().filter(workQueue::has).map(link -> told(link, "")).toList(),
        gone,
        losses);
  }

  private String name(ActorRef<WorkerLink.Message> link) {
    return addressOf(link).map(at -> at.hostPort().replaceFirst(".*@", "")).orElse("?");
  }

  private ClusterStatus.Worker told(ActorRef<WorkerLink.Message> link, String end) {
    return new ClusterStatus.Worker(
        name(link),
        workQueue.threads(link),
        workQueue.atWork(link),
        workQueue.tasks(link),
        trained.getOrDefault(link, 0L),
        end);
  }
}
