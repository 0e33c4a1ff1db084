package dev.gauntlet.actor.cluster;

import dev.gauntlet.learning.PrunedChannels;
import java.util.List;

/**
 * All that a worker needs to rebuild a run's clients.
 *
 * @param scenario the resolved scenario
 * @param files the files that the scenario names, other than its images
 * @param rehearsed what a rehearsal pruned, for attackers that are to know it; none without one
 * @param held labels that the division of the images had to give to clients
 * @param data the set of images as results call it
 * @param dataSha256 of all images and labels
 */
public record RunOffer(
    String scenario,
    List<NamedText> files,
    List<PrunedChannels> rehearsed,
    List<Held> held,
    String data,
    String dataSha256) {

  public RunOffer {
    files = List.copyOf(files);
    rehearsed = List.copyOf(rehearsed);
    held = List.copyOf(held);
  }

  /** Labels of which a client has to hold at least one image. */
  public record Held(int client, List<Integer> labels) {
    public Held {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A file that goes along with the scenario.
   *
   * @param key the scenario's key that names it
   */
  public record NamedText(String key, String text) {}
}
