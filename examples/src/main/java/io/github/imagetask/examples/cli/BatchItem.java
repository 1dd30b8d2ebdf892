package io.github.imagetask.examples.cli;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.JournaledTask;
import io.github.imagetask.TaskKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of a batch, and what is known of it. One thread at a time works on it. */
final class BatchItem<R> {
  /** Where it stands. */
  enum State {
    /** It is to be submitted, or was not because of the ceiling or of what happened before. */
    NOT_SENT("no"),
    /** It has a key. */
    OPEN("yes"),
    SUCCEEDED("yes"),
    FAILED("perhaps"),
    REFUSED("no"),
    UNKNOWN("perhaps");

    private final String billed;

    State(String billed) {
      this.billed = billed;
    }

    /** Whether it is billed: yes, no, or perhaps. */
    String billed() {
      return billed;
    }
  }

  final long line;
  final String id;
  final RequestArgs args;
  final GatewayCli<R> gateway;
  final R request;

  volatile State state = State.NOT_SENT;
  volatile @Nullable TaskKey key;
  volatile @Nullable JournaledTask unknown; // a submit that this item's takes the place of
  volatile List<SavedImage> images = List.of();
  volatile @Nullable RuntimeException failure; // of this run
  volatile @Nullable String problem; // why there are no images
  volatile Duration elapsed = Duration.ZERO;

  private BatchItem(
      long line, String id, RequestArgs args, GatewayCli<R> gateway, RequestOptions options) {
    this.line = line;
    this.id = id;
    this.args = args;
    this.gateway = gateway;
    options.tag = id;
    this.request = gateway.request(options);
  }

  /**
   * Builds all requests of a file.
   *
   * @param defaults what a line doesn't say
   * @throws UsageException with all that is wrong
   */
  static List<BatchItem<?>> all(Host host, List<BatchFile.Line> lines, RequestArgs defaults) {
    List<BatchItem<?>> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Map<RequestArgs, Integer> seen = new HashMap<>(); // a prompt may stand there several times
    for (BatchFile.Line line : lines) {
      try {
        RequestOptions options = line.args().over(defaults).parse(host);
        if (options.images.contains(RequestOptions.STANDARD_INPUT)
            || options.prompt.equals(RequestOptions.STANDARD_INPUT)) {
          throw new UsageException("- is for the command line");
        }
        RequestArgs args = RequestArgs.of(options, host);
        int number = seen.merge(args, 1, Integer::sum);
        GatewayCli<?> gateway = Gateways.named(options.gateway);
        items.add(new BatchItem<>(line.number(), args.id(number), args, gateway, options));
      } catch (UsageException | InvalidRequestException e) {
        problems.add("line " + line.number() + ": " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) throw new UsageException(problems);
    if (items.isEmpty()) throw new UsageException("there is no line with a request");
    return items;
  }

  /** The files, for people. */
  String files(Host host) {
    List<String> files = new ArrayList<>();
    for (SavedImage image : images) {
      Path path = image.path();
      if (path != null) files.add(host.display(path));
    }
    return String.join(" ", files);
  }

  /** What stands in the report where no file does. */
  String problem() {
    String text = problem;
    return text == null ? "" : text.replaceAll("\\s+", " ");
  }

  /** The item on the contact sheet. */
  ContactSheet.Card card() {
    TaskKey key = this.key;
    return new ContactSheet.Card(
        args.first("prompt"),
        args.first("model"),
        "line " + line,
        args.values("image"),
        key == null ? "" : key.toString(),
        elapsed,
        images);
  }
}
