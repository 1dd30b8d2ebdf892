package io.github.imagetask.meitu;

import io.github.imagetask.spi.Fields;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * How a task is asked for: the one thing that the document leaves out. It has the query's address
 * and says that it is a POST; what goes into it is based on public clients of other MTLab services.
 * Should Meitu tell you otherwise, put a form of your own on the client's builder:
 *
 * <pre>{@code
 * MeituClient.builder()
 *     .query((queryUrl, msgId) -> new Request.Builder()
 *         .url(queryUrl)
 *         .post(new Fields().add("msg_id", msgId).json())
 *         .build())
 * }</pre>
 *
 * <p>Called from many threads at once, once per query.
 */
@FunctionalInterface
public interface MeituQuery {
  /**
   * Builds the query of a task, without key and secret: the client adds them to the query string,
   * if the request goes to {@code queryUrl}'s own host and path. It must not fail.
   *
   * @param queryUrl the environment's address of the query
   * @param msgId the gateway's id of the task, as it stood in the submit's answer
   */
  Request request(HttpUrl queryUrl, String msgId);

  /** Returns the default: {@code msg_id} in the query string, and {@code {}} as the body. */
  static MeituQuery msgIdInQueryString() {
    return (queryUrl, msgId) ->
        new Request.Builder()
            .url(queryUrl.newBuilder().addQueryParameter(MeituWire.MSG_ID, msgId).build())
            .post(new Fields().json())
            .build();
  }
}
