package dev.gauntlet.scenario;

import dev.gauntlet.federation.ByDataSize;
import dev.gauntlet.federation.RateSchedule;
import dev.gauntlet.federation.RoundRobin;
import dev.gauntlet.federation.SelectionStrategy;
import dev.gauntlet.federation.Staleness;
import dev.gauntlet.federation.Uniform;
import dev.gauntlet.hocon.Catalogue;
import dev.gauntlet.hocon.Section;
import dev.gauntlet.simulation.Distribution;
import java.util.function.Function;
import java.util.function.IntFunction;

/** How clients are chosen and how time passes for them, with the readers of the keys. */
final class FederationCatalogues {

  private static final String FEDASYNC = "Xie, Koyejo, Gupta 2019, arXiv:1903.03934 (FedAsync)";

  static final Catalogue<Function<Section, SelectionStrategy>> SELECTION_STRATEGIES =
      new Catalogue<Function<Section, SelectionStrategy>>(
              "selection strategy", "selection-strategies")
          .with(
              "uniform",
              keys -> new Uniform(),
              "drawn without replacement, each as likely",
              "McMahan et al. 2017")
          .with(
              "data-size",
              keys -> new ByDataSize(),
              "drawn without replacement in proportion to numbers of examples",
              "Efraimidis, Spirakis 2006")
          .with("round-robin", keys -> new RoundRobin(), "in turn by number", "")
          .with(
              "power-of-choice",
              SelectionReader::powerOfChoice,
              "those of some candidates on whose data the model is worst",
              "Cho, Wang, Joshi 2020, arXiv:2010.01243");

  static final Catalogue<Function<Section, TimeReader.Mode>> TIME_MODES =
      new Catalogue<Function<Section, TimeReader.Mode>>("time mode", "time-modes")
          .with(
              "synchronous",
              TimeReader::synchronous,
              "a round waits for its clients, or for its deadline",
              "McMahan et al. 2017; over-selection: Bonawitz et al. 2019")
          .with(
              "asynchronous",
              TimeReader::asynchronous,
              "clients are always at work, every so many updates make a round",
              "Nguyen et al. 2022, arXiv:2106.06639 (FedBuff)");

  static final Catalogue<Function<Section, Staleness>> STALENESS_WEIGHTINGS =
      new Catalogue<Function<Section, Staleness>>("staleness weighting", "staleness-weightings")
          .with("polynomial", TimeReader::polynomial, "(1 + s)^-exponent", FEDASYNC)
          .with("constant", keys -> new Staleness.Constant(), "every update in full", FEDASYNC)
          .with(
              "hinge",
              TimeReader::hinge,
              "in full up to the threshold, then 1 / (slope (s - threshold) + 1)",
              FEDASYNC);

  static final Catalogue<Function<Section, IntFunction<RateSchedule>>> RATE_DECAYS =
      new Catalogue<Function<Section, IntFunction<RateSchedule>>>("rate decay", "rate-decays")
          .with(
              "constant",
              keys -> last -> new RateSchedule.Constant(),
              "the same learning rate in all rounds",
              "")
          .with("step", ScheduleReader::step, "a factor on the rate after every so many rounds", "")
          .with("exponential", ScheduleReader::exponential, "a factor after every round", "")
          .with(
              "cosine",
              ScheduleReader::cosine,
              "half a period of a cosine over the rounds",
              "Loshchilov, Hutter 2017, arXiv:1608.03983");

  static final Catalogue<Function<Section, Distribution>> DISTRIBUTIONS =
      new Catalogue<Function<Section, Distribution>>("distribution", "distributions")
          .with("uniform", DistributionReader::uniform, "from min to max", "")
          .with("exponential", DistributionReader::exponential, "by its mean", "")
          .with(
              "lognormal",
              DistributionReader::lognormal,
              "by its mean and sigma of the logarithm",
              "");

  static final Catalogue<TimelineAction.Reader> TIMELINE_ACTIONS =
      new Catalogue<TimelineAction.Reader>("timeline action", "timeline-actions")
          .with("leave", ClientActions.membership(false), "clients go; their work is lost", "")
          .with("join", ClientActions.membership(true), "clients come, or come back", "")
          .with(
              "offline",
              ClientActions.connection(false),
              "clients cannot be reached; their work is lost",
              "")
          .with("online", ClientActions.connection(true), "clients can be reached again", "")
          .with("slow-down", ClientActions::slowDown, "clients compute longer", "")
          .with("speed-up", ClientActions::speedUp, "clients compute faster", "")
          .with(
              "split",
              ClientActions::split,
              "clients are cut off for a while; what they work on arrives later",
              "")
          .with("start", AdversaryActions::start, "an adversary attacks from now on", "")
          .with("stop", AdversaryActions::stop, "an adversary behaves from now on", "")
          .with("set", SetAction::read, "new values for keys of an adversary or the server", "");

  private FederationCatalogues() {}
}
