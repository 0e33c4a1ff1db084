package dev.gauntlet.data.download;

import dev.gauntlet.data.DataException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request for a file, or for the rest of it. */
final class Transfer {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 200;

  /** Looks without a new byte after which a connection counts as broken: 60 seconds. */
  private static final int PATIENCE_LOOKS = 300;

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final RemoteFile file;
  private final Path part;
  private final DownloadProgress progress;

  Transfer(HttpClient client, RemoteFile file, Path part, DownloadProgress progress) {
    this.client = client;
    this.file = file;
    this.part = part;
    this.progress = progress;
  }

  /** The length of a file, 0 if there is none. */
  static long size(Path path) throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /**
   * Adds to the part what it lacks, or writes it anew where a server sends the whole file.
   *
   * @throws TransferException if the server refuses or the connection breaks; the part then has
   *     what arrived
   */
  void from(URI address) throws IOException, TransferException {
    long start = size(part);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER_TIMEOUT);
    if (start > 0) {
      request.header("Range", "bytes=" + start + "-");
    }
    CompletableFuture<HttpResponse<Void>> sent =
        client.sendAsync(request.build(), answer -> receive(answer, start));
    HttpResponse<Void> answer = await(sent);
    int status = answer.statusCode();
    if (status == RANGE_NOT_SATISFIABLE
        || (status == PARTIAL_CONTENT && !continues(answer.headers(), start))) {
      Files.deleteIfExists(part);
      throw TransferException.broken("the server cannot continue the download");
    }
    if (status != OK && status != PARTIAL_CONTENT) {
      throw TransferException.refused("the server answered with HTTP status " + status);
    }
    progress.received(file.name(), size(part), file.bytes());
  }

  private BodySubscriber<Void> receive(HttpResponse.ResponseInfo answer, long start) {
    if (answer.statusCode() == PARTIAL_CONTENT && continues(answer.headers(), start)) {
      return toPart(StandardOpenOption.APPEND);
    }
    if (answer.statusCode() == OK) {
      return toPart(StandardOpenOption.TRUNCATE_EXISTING);
    }
    return BodySubscribers.discarding();
  }

  private static boolean continues(HttpHeaders headers, long start) {
    return headers.firstValue("Content-Range").orElse("").startsWith("bytes " + start + "-");
  }

  private BodySubscriber<Void> toPart(StandardOpenOption how) {
    return BodySubscribers.mapping(
        BodySubscribers.ofFile(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
        path -> null);
  }

  /** Waits while bytes arrive: the client itself would wait for ever for a silent server. */
  private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> sent)
      throws IOException, TransferException {
    long seen = -1;
    for (int idle = 0; idle < PATIENCE_LOOKS; idle++) {
      try {
        return sent.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long size = size(part);
        if (size != seen) {
          seen = size;
          idle = 0;
          progress.received(file.name(), size, file.bytes());
        }
        if (size > file.bytes()) {
          break; // the checksum will refuse it; do not fill the disk meanwhile
        }
      } catch (ExecutionException e) {
        throw TransferException.broken(String.valueOf(e.getCause()));
      } catch (InterruptedException e) {
        sent.cancel(true);
        Thread.currentThread().interrupt();
        throw new DataException("the download of " + file.name() + " was interrupted", e);
      }
    }
    sent.cancel(true);
    throw TransferException.broken("no more bytes arrived, or more than there should be");
  }
}
