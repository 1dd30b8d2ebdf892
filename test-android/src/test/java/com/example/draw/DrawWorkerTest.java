package com.example.draw;

import static org.assertj.core.api.Assertions.assertThat;

import android.os.Looper;
import androidx.work.Data;
import androidx.work.ListenableWorker.Result;
import androidx.work.OneTimeWorkRequest;
import androidx.work.WorkInfo;
import androidx.work.WorkManager;
import androidx.work.testing.TestDriver;
import androidx.work.testing.TestListenableWorkerBuilder;
import androidx.work.testing.WorkManagerTestInitHelper;
import com.google.common.util.concurrent.ListenableFuture;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;

/** A worker submits once, however often it is stopped or killed, and brings the image. */
@RunWith(RobolectricTestRunner.class)
@Config(sdk = 34, application = DrawApp.class)
public final class DrawWorkerTest {
  private static final String ORDER = "poster";

  @Rule public final Phone phone = new Phone();
  private WorkManager works;

  @Before
  public void start() {
    WorkManagerTestInitHelper.initializeTestWorkManager(phone.app());
    works = WorkManager.getInstance(phone.app());
  }

  @After
  public void stop() {
    WorkManagerTestInitHelper.closeWorkDatabase();
  }

  @Test
  public void theImageIsDrawnWithProgressOnTheMainThread() throws Exception {
    phone.uniall().finishAfterQueries(4);

    UUID work = enqueue();
    WorkInfo ended = end(work);

    assertThat(ended.getState()).isEqualTo(WorkInfo.State.SUCCEEDED);
    assertThat(Files.size(Path.of(ended.getOutputData().getString(DrawWorker.FILE))))
        .isGreaterThan(1000);
    assertThat(phone.threadsOfEvents()).containsOnly(Looper.getMainLooper().getThread());
    assertThat(phone.uniall().submits()).isEqualTo(1);
    assertThat(phone.app().orders().isSent(ORDER)).isFalse();
  }

  @Test
  public void stoppedBySystemItGoesOnWithTheKey() {
    FakeGateway uniall = phone.uniall();
    uniall.always(FakeCall.QUERY, Fault.status(503)); // the task doesn't end meanwhile
    UUID work = enqueue();
    phone.runMainThreadUntil(() -> uniall.queries() > 0);

    TestDriver system = WorkManagerTestInitHelper.getTestDriver(phone.app());
    system.stopRunningWorkWithReason(work, WorkInfo.STOP_REASON_DEVICE_STATE);
    phone.runMainThreadUntil(() -> info(work).getState() == WorkInfo.State.ENQUEUED);
    uniall.always(FakeCall.QUERY, null);
    system.setAllConstraintsMet(work);

    assertThat(end(work).getState()).isEqualTo(WorkInfo.State.SUCCEEDED);
    assertThat(uniall.submits()).isEqualTo(1);
  }

  @Test
  public void killedItGoesOnWithTheKeyInTheNextProcess() throws Exception {
    FakeGateway uniall = phone.uniall();
    uniall.always(FakeCall.QUERY, Fault.status(503));
    ListenableFuture<Result> unused = worker(1).startWork();
    phone.runMainThreadUntil(() -> uniall.queries() > 0);

    phone.connectAnew(); // all that is left is what the first one stored
    uniall.always(FakeCall.QUERY, null);
    ListenableFuture<Result> second = worker(2).startWork();
    phone.runMainThreadUntil(second::isDone);

    assertThat(second.get()).isInstanceOf(Result.success().getClass());
    assertThat(uniall.submits()).isEqualTo(1);
  }

  @Test
  public void killedAmidTheSubmitItDoesNotPayTwice() {
    phone.uniall().next(FakeCall.SUBMIT, Fault.cutAfterRead());

    WorkInfo first = end(enqueue());
    WorkInfo second = end(enqueue());

    assertThat(first.getState()).isEqualTo(WorkInfo.State.FAILED);
    assertThat(second.getOutputData().getString(DrawWorker.REASON)).contains("may be paid for");
    assertThat(phone.uniall().submits()).isEqualTo(1);
    assertThat(phone.uniall().tasks()).isEqualTo(1);
  }

  private DrawWorker worker(int attempt) {
    return TestListenableWorkerBuilder.from(phone.app(), DrawWorker.class)
        .setInputData(input())
        .setRunAttemptCount(attempt)
        .build();
  }

  private static Data input() {
    return new Data.Builder()
        .putString(DrawWorker.ORDER, ORDER)
        .putString(DrawWorker.PROMPT, "A paper boat")
        .build();
  }

  private UUID enqueue() {
    OneTimeWorkRequest request =
        new OneTimeWorkRequest.Builder(DrawWorker.class).setInputData(input()).build();
    works.enqueue(request);
    return request.getId();
  }

  private WorkInfo end(UUID work) {
    phone.runMainThreadUntil(() -> info(work).getState().isFinished());
    return info(work);
  }

  private WorkInfo info(UUID work) {
    try {
      return works.getWorkInfoById(work).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
