package dev.gauntlet.scenario;

import dev.gauntlet.attack.Adversary;
import java.util.List;
import java.util.Optional;

/**
 * Whom the entries of the timeline can name.
 *
 * @param clients the size of the population
 * @param adversaries how many there are
 * @param attacks what they do; empty if something is wrong with it
 * @param images what is known of them; empty after an unknown data set
 */
record TimelineSubjects(
    int clients,
    int adversaries,
    Optional<List<Adversary>> attacks,
    Optional<KnownImages> images) {}
