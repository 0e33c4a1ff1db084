package dev.gauntlet.scenario;

import dev.gauntlet.attack.Adversary;
import dev.gauntlet.attack.AdversaryTimeline;
import dev.gauntlet.federation.ClientId;
import dev.gauntlet.hocon.ConfigSource;
import dev.gauntlet.learning.Architecture;
import dev.gauntlet.phase.PhaseContext;
import dev.gauntlet.phase.PhasePlan;
import dev.gauntlet.simulation.DispatchConditions;
import dev.gauntlet.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a run is made of, valid as far as that can be known without reading data.
 *
 * @param heading what it is called
 * @param data where images come from and how they are divided
 * @param architecture the network
 * @param participants who the clients are
 * @param federation how they and the server work together
 * @param dispatches how what is sent to clients fares
 * @param course what is done, and what changes on the way
 */
public record Scenario(
    Heading heading,
    DataPlan data,
    Architecture architecture,
    Participants participants,
    PhaseContext.Federation federation,
    DispatchConditions dispatches,
    Course course) {

  /**
   * What a run is called.
   *
   * @param name names the run's folder
   * @param seed of every random stream
   * @param source the resolved text and where each key was written
   */
  public record Heading(String name, long seed, ConfigSource source) {}

  /**
   * Who the clients are.
   *
   * @param clients how many there are
   * @param adversaries whose clients are distinct, and how the timeline changes them
   * @param absentAtStart clients that are not there before the timeline lets them join
   */
  public record Participants(
      int clients, AdversaryTimeline adversaries, Set<ClientId> absentAtStart) {
    public Participants {
      absentAtStart = Set.copyOf(absentAtStart);
    }
  }

  /**
   * What is done.
   *
   * @param phases in the order in which they run
   * @param branches ways to go on after them, each from the same model, by name in their order
   * @param timeline what changes on the way
   */
  public record Course(
      List<PhasePlan> phases, Map<String, List<PhasePlan>> branches, Timeline timeline) {
    public Course {
      phases = List.copyOf(phases);
      branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    }
  }

  public String name() {
    return heading.name();
  }

  public long seed() {
    return heading.seed();
  }

  public ConfigSource source() {
    return heading.source();
  }

  public int clients() {
    return participants.clients();
  }

  public AdversaryTimeline attackScript() {
    return participants.adversaries();
  }

  /** The adversaries as they begin. */
  public List<Adversary> attacks() {
    return participants.adversaries().initial();
  }

  public List<PhasePlan> phases() {
    return course.phases();
  }

  public Map<String, List<PhasePlan>> branches() {
    return course.branches();
  }

  public Timeline timeline() {
    return course.timeline();
  }

  /** All phases, of all branches too. */
  public List<PhasePlan> allPhases() {
    List<PhasePlan> all = new ArrayList<>(phases());
    branches().values().forEach(all::addAll);
    return all;
  }
}
