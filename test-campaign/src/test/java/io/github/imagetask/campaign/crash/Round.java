package io.github.imagetask.campaign.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.JournaledTask;
import io.github.imagetask.TaskKey;
import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One batch, killed after a random number of requests and a random moment more. */
final class Round {
  static final int TASKS = 200;

  /** A POST, about two queries and a download each: some batches end before they are killed. */
  private static final int REQUESTS = TASKS * 4;

  private static final List<Batch.Way> WAYS = List.of(Batch.Way.values());

  private final BareGateway gateway;
  private final Watchers watchers;
  private final Path folder;
  private final String marks;
  private final Batch.Way way;
  private final int requests;
  private final long more;
  private final boolean again;
  private final int requestsAgain;

  Round(BareGateway gateway, Watchers watchers, Path folder, int number, Random random)
      throws IOException {
    this.gateway = gateway;
    this.watchers = watchers;
    this.folder = Files.createDirectory(folder.resolve("round" + number));
    this.marks = "r" + number + "-";
    this.way = WAYS.get(number % WAYS.size());
    this.requests = 1 + random.nextInt(REQUESTS);
    this.more = (long) (random.nextDouble() * 5_000_000);
    this.again = random.nextInt(8) == 0;
    this.requestsAgain = 1 + random.nextInt(TASKS);
  }

  void run(Resuming resuming, Report report) throws Exception {
    try (ChildJvm batch =
        ChildJvm.start(
            Batch.class,
            gateway.url(),
            folder.toString(),
            marks,
            String.valueOf(TASKS),
            way.name())) {
      CountDownLatch come = come(requests);
      while (!come.await(10, TimeUnit.MILLISECONDS) && batch.process().isAlive()) {
        // Until the moment has come, or the batch is done before it.
      }
      LockSupport.parkNanos(more);
      batch.kill();
    }
    Report.Found found = look(report);
    int leftovers = found.leftovers();
    if (again) {
      CountDownLatch come = come(requestsAgain);
      resuming.begin(folder);
      boolean unused = come.await(1, TimeUnit.SECONDS); // there may be less to do
      resuming.kill();
      leftovers += checkFiles();
    }
    watchers.remove(marks);
    resuming.begin(folder);
    int saved = resuming.saved();
    checkEnd(saved);
    report.add(
        way,
        new Report.Found(found.accepted(), found.answered(), found.stored(), leftovers),
        saved,
        again);
    gateway.forget(marks);
    delete();
  }

  private CountDownLatch come(int requests) {
    CountDownLatch latch = new CountDownLatch(requests);
    watchers.add(marks, latch::countDown);
    return latch;
  }

  /** After the kill: files are whole or absent, keys are those of tasks. */
  private Report.Found look(Report report) throws IOException {
    List<BareGateway.Task> accepted = gateway.tasks(marks);
    List<String> keys = KeyFile.keys(folder);
    for (KeyFile.Stored stored : KeyFile.times(folder)) {
      long answered = task(stored.key()).answered();
      report.window(way, stored.heard() - answered, stored.safe() - answered);
    }
    assertThat(keys).allSatisfy(key -> assertThat(task(key)).as(key).isNotNull());
    Set<String> stored = new HashSet<>();
    for (String key : keys) stored.add(TaskKey.parse(key).id());
    assertThat(stored).hasSameSizeAs(keys);
    if (way == Batch.Way.JOURNAL) checkJournal(accepted);
    int answered = 0;
    for (BareGateway.Task task : accepted) {
      if (task.isAnswered() || stored.contains(task.id)) answered++;
    }
    return new Report.Found(accepted.size(), answered, keys.size(), checkFiles());
  }

  /** Whatever the gateway has taken stands in the journal, with its key or as unknown. */
  private void checkJournal(List<BareGateway.Task> accepted) throws IOException {
    Set<String> known = new HashSet<>();
    for (JournaledTask each : KeyFile.journaled(folder)) known.add(each.tag());
    assertThat(accepted).allSatisfy(task -> assertThat(known).contains(task.mark));
  }

  /**
   * Finds no file that isn't whole; returns how many leftovers, which are a day old from now on.
   */
  private int checkFiles() throws IOException {
    int leftovers = 0;
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".part")) {
        leftovers++;
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
      } else if (name.endsWith(".png")) {
        String id = name.substring("uniall-".length(), name.length() - "-0.png".length());
        assertThat(file).as("seed's round " + marks).hasBinaryContent(BareGateway.image(id));
      }
    }
    return leftovers;
  }

  /**
   * Every task whose key was stored has its image, each mark had one POST, nothing else is left.
   */
  private void checkEnd(int saved) throws IOException {
    for (String key : KeyFile.keys(folder)) {
      String id = TaskKey.parse(key).id();
      assertThat(folder.resolve(Resumer.image(id))).hasBinaryContent(BareGateway.image(id));
    }
    assertThat(gateway.mostPosts(marks)).isLessThanOrEqualTo(1);
    if (saved > 0) {
      assertThat(files()).noneMatch(file -> file.getFileName().toString().endsWith(".part"));
    }
    checkFiles();
  }

  private BareGateway.Task task(String key) {
    return gateway.task(TaskKey.parse(key).id());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void delete() throws IOException {
    for (Path file : files()) Files.delete(file);
    Files.delete(folder);
  }
}
