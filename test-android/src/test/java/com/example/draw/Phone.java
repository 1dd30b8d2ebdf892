package com.example.draw;

import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.rules.ExternalResource;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadows.ShadowLooper;

/** The app on its phone: connected to a fake gateway, its main thread run by the test. */
final class Phone extends ExternalResource {
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private FakeGateways gateways;

  @Override
  protected void before() {
    gateways = FakeGateways.start();
    connect();
  }

  @Override
  protected void after() {
    app().client().close();
    gateways.close();
  }

  DrawApp app() {
    return DrawApp.of(RuntimeEnvironment.getApplication());
  }

  FakeGateway uniall() {
    return gateways.uniall();
  }

  /** Where the client's events were told. */
  Set<Thread> threadsOfEvents() {
    return threads;
  }

  /** Connects the app, as its process does when it begins. */
  void connect() {
    Duration often = Duration.ofMillis(20);
    app()
        .connect(
            UniAllClient.builder()
                .baseUrl(uniall().baseUrl())
                .apiKey(uniall().apiKey())
                .pollPolicy(PollPolicy.builder().delays(often, often).build())
                .listener(new Threads()));
  }

  /** Ends all that the app's process does, and begins another. */
  void connectAnew() {
    app().client().close();
    connect();
  }

  /** Runs what is posted to the main thread until this holds. */
  void runMainThreadUntil(BooleanSupplier holds) {
    long begin = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - begin > PATIENCE) throw new AssertionError("it didn't come to hold");
      ShadowLooper.idleMainLooper();
      Thread.onSpinWait();
    }
  }

  private final class Threads implements TaskListener {
    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      threads.add(Thread.currentThread());
    }

    @Override
    public void finished(TaskContext context, TaskSnapshot task) {
      threads.add(Thread.currentThread());
    }
  }
}
