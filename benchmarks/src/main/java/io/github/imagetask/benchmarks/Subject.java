package io.github.imagetask.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.ObjectName;
import jdk.jfr.Recording;

/**
 * One client in a process of its own. It obeys its standard input, a line an order, and answers
 * each with a line of what that has cost; so two of them can take turns, warm.
 *
 * <p>Arguments: the client's class, the gateway's address, the milliseconds of its schedule (first,
 * every), and {@code default-pool} for OkHttp's.
 *
 * <ul>
 *   <li>{@code lives N WIDTH}: N lives of a task, WIDTH at once.
 *   <li>{@code profile N FILE}: N lives, with all allocations as JFR writes them.
 *   <li>{@code works N}: N lives one after another on the caller's thread; also the median life.
 *   <li>{@code waits N}: N waits at once, to their end.
 *   <li>{@code idle N}: N further waits, which stay; the heap that they hold.
 *   <li>{@code busy N}: the same, each asked about once.
 *   <li>{@code inline N}: N images in base64.
 *   <li>{@code download BYTES FILE}: an image.
 * </ul>
 */
final class Subject {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Client client;
  private final List<CompletableFuture<?>> idle = new ArrayList<>();
  private long ids = 1_000_000_000;

  private Subject(Client client) {
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    Schedule schedule = Schedule.of(args[2]);
    Setup setup = new Setup(args[1], schedule, args.length > 3);
    try (Client client = client(args[0], setup)) {
      Subject subject = new Subject(client);
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order; (order = orders.readLine()) != null; ) {
        System.out.println(subject.obey(order.split(" ", -1)));
      }
    }
  }

  static Client client(String name, Setup setup) throws ReflectiveOperationException {
    Class<?> type = Class.forName(Subject.class.getPackageName() + "." + name);
    return (Client) type.getDeclaredConstructor(Setup.class).newInstance(setup);
  }

  private String obey(String[] order) throws Exception {
    int count = Integer.parseInt(order[1]);
    ManagementFactory.getThreadMXBean().resetPeakThreadCount();
    long extra = 0;
    long cpu = SYSTEM.getProcessCpuTime();
    long heap = heap();
    long start = System.nanoTime();
    switch (order[0]) {
      case "lives" -> lives(count, Integer.parseInt(order[2]));
      case "profile" -> profile(count, Path.of(order[2]));
      case "works" -> extra = works(count);
      case "waits" -> waits(count);
      case "idle" -> extra = idle(count);
      case "busy" -> extra = busy(count);
      case "inline" -> {
        for (int i = 0; i < count; i++) extra += client.inline();
      }
      case "download" -> client.download(count, Path.of(order[2]));
      default -> throw new IllegalArgumentException(order[0]);
    }
    Cost cost =
        new Cost(
            SYSTEM.getProcessCpuTime() - cpu,
            heap() - heap,
            System.nanoTime() - start,
            extra,
            ManagementFactory.getThreadMXBean().getThreadCount(),
            ManagementFactory.getThreadMXBean().getPeakThreadCount());
    return cost.line();
  }

  /** Under Epsilon, which never collects: all that was allocated since the start. */
  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void lives(int count, int width) throws InterruptedException {
    Semaphore places = new Semaphore(width);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < count; i++) {
      places.acquire();
      CompletableFuture<?> unused =
          client
              .life()
              .whenComplete(
                  (result, e) -> {
                    if (e != null) failure.set(e);
                    places.release();
                  });
    }
    places.acquire(width);
    if (failure.get() != null) throw new IllegalStateException(failure.get());
  }

  private void profile(int count, Path file) throws IOException, InterruptedException {
    try (Recording recording = AllocationProfile.start()) {
      lives(count, 4);
      recording.stop();
      recording.dump(file);
    }
  }

  /** Returns the median life, in ns. */
  private long works(int count) throws IOException {
    long[] lives = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      client.work();
      lives[i] = System.nanoTime() - start;
    }
    return Arrays.stream(lives).sorted().skip(count / 2).findFirst().orElseThrow();
  }

  private void waits(int count) {
    List<CompletableFuture<?>> waits = new ArrayList<>(count);
    for (int i = 0; i < count; i++) waits.add(client.await("task_" + ids++));
    CompletableFuture.allOf(waits.toArray(new CompletableFuture<?>[0])).join();
  }

  /** Returns the bytes of heap that they hold. */
  private long idle(int count) throws JMException {
    long before = live();
    for (int i = 0; i < count; i++) idle.add(client.await("task_" + ids++));
    return live() - before;
  }

  /** Few at a time, so that connections and threads are no more than they were. */
  private long busy(int count) throws JMException, InterruptedException {
    long before = live();
    for (int i = 0; i < count; i++) {
      String id = "task_" + ids++;
      idle.add(client.await(id));
      client.ask(id);
      if (i % 8 == 7) Thread.sleep(10);
    }
    Thread.sleep(1_000);
    return live() - before;
  }

  /** The bytes of all objects that can be reached. */
  private static long live() throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    String text = String.valueOf(histogram).trim();
    return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
  }
}
