package dev.gauntlet.cli;

import dev.gauntlet.scenario.ClusterReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Addresses of nodes on the command line. */
final class Addresses {

  private static final int CONNECT_MILLIS = 2_000;

  private Addresses() {}

  /**
   * A node's address.
   *
   * @param host as numbers
   */
  record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** Reads {@code HOST:PORT}; empty, with a problem, if that is no address. */
  static Optional<Address> read(String option, String text, List<String> problems) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1
        || !port.matches("\\d{1,5}")
        || Integer.parseInt(port) > ClusterReader.LAST_PORT) {
      problems.add(option + " " + text + ": expected HOST:PORT, for example 127.0.0.1:25520");
      return Optional.empty();
    }
    Optional<String> host = ClusterReader.addressOf(text.substring(0, colon));
    if (host.isEmpty()) {
      problems.add(option + " " + text + ": no machine is called " + text.substring(0, colon));
    }
    return host.map(numbers -> new Address(numbers, Integer.parseInt(port)));
  }

  /** Reports that nodes of other machines cannot answer a node that only this machine reaches. */
  static void reachable(String own, Address other, List<String> problems) {
    if (isLoopback(own) && !isLoopback(other.host())) {
      problems.add(
          "--join "
              + other
              + " is another machine, which cannot reach this one at "
              + own
              + "; name this machine's address with --host");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Why no node answers there, as far as can be told. */
  static String whyNot(Address address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
      return address
          + " is open, but there is no run's node that is reached under that very address, or it"
          + " has other certificates";
    } catch (IOException e) {
      return address + ": " + e.getMessage();
    }
  }
}
