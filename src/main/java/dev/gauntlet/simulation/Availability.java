package dev.gauntlet.simulation;

/**
 * When clients can be reached. Each answer is a function of the run's seed and the arguments, so
 * that the order of questions cannot change it; questions about one client come with times that do
 * not go back.
 */
public interface Availability {

  /** Everyone, always. */
  Availability ALWAYS =
      new Availability() {
        @Override
        public boolean isOnline(int client, double time, long attempt) {
          return true;
        }

        @Override
        public double offlineFrom(int client, double time, double until) {
          return Double.POSITIVE_INFINITY;
        }
      };

  /**
   * Whether the client can be asked.
   *
   * @param time virtual seconds
   * @param attempt tells selections apart where chance decides anew in each
   */
  boolean isOnline(int client, double time, long attempt);

  /**
   * The virtual second from which the client, online at {@code time}, is offline; at least {@code
   * time}, and infinity if it is online until {@code until} or longer.
   */
  double offlineFrom(int client, double time, double until);
}
