package io.github.imagetask.meitu;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.AnswerLimitException;
import java.io.IOException;
import java.util.Objects;
import okio.Buffer;

/**
 * What came to the address of {@link MeituImageRequest.Builder#callbackUrl}: which task it is
 * about, and nothing else. Neither its content nor a signature is documented, and anyone can post
 * to such an address; so no status and no image is ever taken from it. It makes the waits ask at
 * once, and the query's answer ends the task:
 *
 * <pre>{@code
 * client.nudge(MeituCallback.parse(body).key());
 * }</pre>
 */
public final class MeituCallback {
  /** The longest body that is read, in characters: as long as an answer with images in it. */
  public static final int MAX_LENGTH = 32 << 20;

  private final TaskKey key;

  private MeituCallback(TaskKey key) {
    this.key = key;
  }

  /**
   * Reads a callback's body.
   *
   * @throws IllegalArgumentException if it is no JSON object, names no task, or is longer than
   *     {@link #MAX_LENGTH}; the message doesn't show it
   */
  public static MeituCallback parse(String body) {
    Objects.requireNonNull(body, "body == null");
    if (body.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a callback's body has at most " + MAX_LENGTH + " characters, this one " + body.length());
    }
    try {
      String id = MeituWireReader.taskId(Answer.of(200, new Buffer().writeUtf8(body)));
      return new MeituCallback(TaskKey.of(MeituWire.NAME, id));
    } catch (JsonDataException e) {
      throw new IllegalArgumentException("the callback names no task: " + e.getMessage(), e);
    } catch (AnswerLimitException e) {
      throw new IllegalArgumentException("the callback can't be read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the callback's body is no JSON", e);
    }
  }

  /** The task that it is about; whether there is such a task is for the query to say. */
  public TaskKey key() {
    return key;
  }

  /** The task's key. */
  @Override
  public String toString() {
    return "MeituCallback{" + key + "}";
  }
}
