package io.github.imagetask;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Steps of a wait that touch neither the network nor a clock. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StepBenchmark {
  private final Headers noHeaders = new Headers.Builder().build();
  private final PollPolicy patient = PollPolicy.builder().deadline(Duration.ofDays(366)).build();
  private final QueryOutcome running =
      QueryOutcome.reading(TaskSnapshot.unread(TaskKey.of("uniall", "task_1")), null);
  private Wait wait = begun(0);
  private String seconds = "5";
  private String date = "Wed, 21 Oct 2026 07:28:00 GMT";
  private String key = "uniall:task_0123456789abcdef0123456789abcdef";

  @Benchmark
  public TaskKey taskKeyParsed() {
    return TaskKey.parse(key);
  }

  @Benchmark
  public String taskKeyWritten() {
    return TaskKey.parse(key).toString();
  }

  @Benchmark
  public Duration retryAfterInSeconds() {
    return RetryAfter.parse(seconds, noHeaders, 0);
  }

  @Benchmark
  public Duration retryAfterAsDate() {
    return RetryAfter.parse(date, noHeaders, 0);
  }

  /** A query comes back, the task still runs: when is the next? */
  @Benchmark
  public long waitStep() {
    long now = wait.askAt();
    if (!wait.goesOn()) wait = begun(now);
    wait.hear(running, now, 0.5);
    return wait.askAt();
  }

  private Wait begun(long now) {
    return new Wait(patient, null, now, now, false, Long.MAX_VALUE, 0.5);
  }
}
