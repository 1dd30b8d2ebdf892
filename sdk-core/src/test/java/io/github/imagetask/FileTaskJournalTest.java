package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file holds of submits and tasks, over restarts and torn lines. */
final class FileTaskJournalTest {
  private static final TaskKey KEY = TaskKey.of("test", "t1");
  private static final TaskKey OTHER = TaskKey.of("test", "edits", "t2");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void path() {
    file = folder.resolve("tasks.journal");
  }

  @Test
  void whatIsOpenIsThereAfterARestart() throws Exception {
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      journal.begin(context("order 7, \"a\"\n")).accepted(KEY);
      journal.begin(context(null)).accepted(OTHER);
      journal.begin(context(8L));
      journal.begin(context("refused")).ended(new ConnectionException("test", null, "no", null));
      journal.begin(context("direct")).ended(null);
      journal
          .begin(context("lost"))
          .ended(new SubmitOutcomeUnknownException("test", "who knows", 0, "trace", null, null));
      journal.done(OTHER);
      journal.done(OTHER);
    }

    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      List<JournaledTask> tasks = journal.tasks();
      assertThat(tasks)
          .extracting(JournaledTask::tag)
          .containsExactly("order 7, \"a\"\n", "8", "lost");
      assertThat(tasks).extracting(JournaledTask::key).containsExactly(KEY, null, null);
      assertThat(tasks).extracting(JournaledTask::gateway).containsOnly("test");
      assertThat(tasks).extracting(JournaledTask::model).containsOnly("m1");
      assertThat(tasks).extracting(JournaledTask::traceId).containsOnly("trace");
      assertThat(tasks).extracting(JournaledTask::since).doesNotContainNull().isSorted();
      for (JournaledTask each : tasks) journal.done(each);
      assertThat(journal.tasks()).isEmpty();
    }
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      assertThat(journal.tasks()).isEmpty();
    }
    assertThat(file).isEmptyFile();
  }

  @Test
  void aLineThatWasBeingWrittenDoesNoHarm() throws Exception {
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      journal.begin(context("a")).accepted(KEY);
    }
    Files.write(
        file, "{\"id\":\"x\",\"si".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);

    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      journal.begin(context("b"));
    }

    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      assertThat(journal.tasks()).extracting(JournaledTask::tag).containsExactly("a", "b");
    }
  }

  @Test
  void anotherFileIsRefusedAndStaysAsItIs() throws Exception {
    Files.writeString(file, "dear diary\n");

    assertThatThrownBy(() -> FileTaskJournal.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1 of " + file + " is no journal's");

    assertThat(file).hasContent("dear diary\n");
    Files.delete(file);
    FileTaskJournal.open(file).close(); // and no lock is left
  }

  @Test
  void oneAtATime() throws Exception {
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      assertThat(journal.tasks()).isEmpty();
      assertThatThrownBy(() -> FileTaskJournal.open(file)).hasMessageContaining("open already");
      assertThat(isFreeForAnotherProcess()).isFalse(); // the attempt has changed nothing
    }
    assertThat(isFreeForAnotherProcess()).isTrue();
    FileTaskJournal.open(file).close();
  }

  @Test
  void isItsOwnersAlone() throws Exception {
    FileTaskJournal.open(file).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isWrittenAnewOnceMostOfItIsDone() throws Exception {
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      journal.begin(context("stays")).accepted(KEY);
      for (int i = 0; i < 400; i++) {
        journal.begin(context("goes")).accepted(OTHER);
        journal.done(OTHER);
      }
    }

    assertThat(Files.readAllLines(file)).hasSizeLessThan(600);
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      assertThat(journal.tasks()).extracting(JournaledTask::tag).containsExactly("stays");
    }
  }

  @Test
  void whoeverIsInterruptedHarmsNobodyElse() throws Exception {
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      Thread.currentThread().interrupt();
      journal.begin(context("a")).accepted(KEY);
      assertThat(Thread.interrupted()).isTrue();
      journal.begin(context("b"));
    }
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      assertThat(journal.tasks()).hasSize(2);
    }
  }

  @Test
  void manyAtOnceAreAllThere() throws Exception {
    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int from = 25 * i;
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int n = from; n < from + 25; n++) submit(journal, n);
                }));
      }
      CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
    }

    try (FileTaskJournal journal = FileTaskJournal.open(file)) {
      assertThat(journal.tasks())
          .hasSize(400)
          .allSatisfy(task -> assertThat(task.key()).isEqualTo(TaskKey.of("test", task.tag())));
    }
  }

  private boolean isFreeForAnotherProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opens.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).containsAnyOf("opened", "it is open already");
    return other.waitFor() == 0 && said.contains("opened");
  }

  /** Another process. */
  static final class Opens {
    public static void main(String[] args) throws IOException {
      FileTaskJournal.open(Path.of(args[0])).close();
      System.out.println("opened");
    }
  }

  private static void submit(FileTaskJournal journal, int number) {
    try {
      journal.begin(context(number)).accepted(TaskKey.of("test", Integer.toString(number)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static TaskContext context(Object tag) {
    return TaskContext.submitting("test", "trace", "m1", tag);
  }
}
