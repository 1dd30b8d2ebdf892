package com.example.draw;

import static org.assertj.core.api.Assertions.assertThat;

import android.os.Looper;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.annotation.Config;

/** An activity submits and waits without blocking, goes, and finds its task again. */
@RunWith(RobolectricTestRunner.class)
@Config(sdk = 34, application = DrawApp.class)
public final class DrawActivityTest {
  @Rule public final Phone phone = new Phone();

  @Test
  public void anImageIsDrawnWithProgressOnTheMainThread() throws IOException {
    phone.uniall().finishAfterQueries(4);
    DrawActivity activity = show().get();

    activity.draw("A paper boat");
    phone.runMainThreadUntil(() -> activity.progress() > 0);
    phone.runMainThreadUntil(() -> activity.image() != null);

    assertThat(Files.size(activity.image())).isGreaterThan(1000);
    assertThat(activity.failure()).isNull();
    assertThat(phone.threadsOfEvents()).containsOnly(Looper.getMainLooper().getThread());
    assertThat(phone.uniall().submits()).isEqualTo(1);
  }

  @Test
  public void itsSuccessorTakesTheTaskUp() throws Exception {
    FakeGateway uniall = phone.uniall();
    uniall.always(FakeCall.QUERY, Fault.status(503)); // the task doesn't end meanwhile
    ActivityController<DrawActivity> first = show();
    first.get().draw("A paper boat");
    phone.runMainThreadUntil(() -> uniall.queries() > 0);

    first.pause().stop().destroy();
    uniall.always(FakeCall.QUERY, null);
    DrawActivity second = show().get();
    phone.runMainThreadUntil(() -> second.image() != null);

    assertThat(first.get().image()).isNull();
    assertThat(first.get().failure()).isNull(); // its wait was cancelled, and nothing is told
    assertThat(uniall.submits()).isEqualTo(1);
    assertThat(phone.app().orders().isSent("poster")).isFalse();
  }

  @Test
  public void aRefusalIsToldOnTheMainThread() {
    phone.uniall().next(FakeCall.SUBMIT, Fault.refusal(401, "", "wrong key"));
    DrawActivity activity = show().get();

    activity.draw("A paper boat");
    phone.runMainThreadUntil(() -> activity.failure() != null);

    assertThat(activity.failure()).hasMessageContaining("wrong key");
    assertThat(DrawApp.of(activity).orders().isSent("poster")).isFalse();
    assertThat(phone.uniall().submits()).isEqualTo(1);
  }

  private static ActivityController<DrawActivity> show() {
    return Robolectric.buildActivity(DrawActivity.class).setup();
  }
}
