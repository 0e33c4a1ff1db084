package dev.gauntlet.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A local web server that gives a file in the ways of good and bad servers, by path. */
final class FileServer implements AutoCloseable {

  private final HttpServer server;
  private final byte[] content;

  /** For each request, path and Range header ("-" if there was none). */
  final List<String> requests = new CopyOnWriteArrayList<>();

  FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good", this::good);
    server.createContext("/breaks-once", e -> breaking(e, requests.isEmpty()));
    server.createContext("/always-breaks", e -> breaking(e, true));
    server.createContext("/no-range", e -> send(e, 200, content, content.length));
    server.createContext("/no-continuing", this::noContinuing);
    server.createContext("/bad-range", this::badRange);
    server.createContext("/wrong", e -> send(e, 200, new byte[content.length], content.length));
    server.createContext("/too-long", e -> send(e, 200, Arrays.copyOf(content, 99_999), 99_999));
    server.createContext("/moved", this::moved);
    server.createContext("/missing", e -> send(e, 404, new byte[10], 10));
    server.start();
  }

  URI address(String path) {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + path);
  }

  private void good(HttpExchange exchange) throws IOException {
    int start = rangeStart(exchange);
    if (start == 0) {
      send(exchange, 200, content, content.length);
      return;
    }
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    byte[] rest = Arrays.copyOfRange(content, start, content.length);
    send(exchange, 206, rest, rest.length);
  }

  /** Announces everything, sends a quarter of what is left, and hangs up. */
  private void breaking(HttpExchange exchange, boolean breaks) throws IOException {
    if (!breaks) {
      good(exchange);
      return;
    }
    int start = rangeStart(exchange);
    int left = content.length - start;
    byte[] some = Arrays.copyOfRange(content, start, start + left / 4);
    if (start > 0) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    }
    send(exchange, start > 0 ? 206 : 200, some, left);
  }

  private void noContinuing(HttpExchange exchange) throws IOException {
    if (rangeStart(exchange) > 0) {
      send(exchange, 416, new byte[0], -1);
    } else {
      send(exchange, 200, content, content.length);
    }
  }

  private void badRange(HttpExchange exchange) throws IOException {
    if (rangeStart(exchange) > 0) {
      exchange.getResponseHeaders().add("Content-Range", "bytes 1-5/" + content.length);
      send(exchange, 206, new byte[5], 5);
    } else {
      send(exchange, 200, content, content.length);
    }
  }

  private void moved(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", address("/good").toString());
    send(exchange, 302, new byte[0], -1);
  }

  private void send(HttpExchange exchange, int status, byte[] body, long announced)
      throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestURI().getPath() + " " + (range == null ? "-" : range));
    exchange.sendResponseHeaders(status, announced);
    try {
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    } finally {
      exchange.close();
    }
  }

  private static int rangeStart(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
