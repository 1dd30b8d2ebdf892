package io.github.imagetask.testing.fake;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Meitu's answers are spelled: a code, a text, an id, and the images once they are there. */
final class MeituAnswers {
  private static final int PENDING = 29901;

  /** The code of a prompt that was refused. */
  private static final int BLOCKED = 10025;

  private MeituAnswers() {}

  static Map<String, @Nullable Object> accepted(View view) {
    return answer(view, 0, "");
  }

  static Map<String, @Nullable Object> state(View view, Dialect.Urls urls, boolean inline) {
    switch (view.state) {
      case SUCCEEDED:
        return succeeded(view, urls, inline);
      case FAILED:
        String code = String.valueOf(view.failureCode);
        return answer(view, number(code), String.valueOf(view.failureMessage));
      default:
        return answer(view, PENDING, "pending");
    }
  }

  static Map<String, @Nullable Object> direct(View view, Dialect.Urls urls, boolean inline) {
    if (view.state == View.State.FAILED) {
      return answer(view, BLOCKED, String.valueOf(view.failureMessage));
    }
    boolean empty = view.state == View.State.SUCCEEDED && view.images == 0;
    return empty ? nothing() : state(view, urls, inline);
  }

  /** Without an id: an answer that had one would lead to a task. */
  private static Map<String, @Nullable Object> nothing() {
    return Json.object(
        "error_code", 0, "error_msg", "", "media_info_list", Collections.emptyList());
  }

  /** Of a task; a fault's unknown word stands where the status stands, in the code. */
  private static Map<String, @Nullable Object> answer(View view, Object code, String text) {
    return Json.object(
        "error_code",
        view.word == null ? code : number(view.word),
        "error_msg",
        view.word == null ? text : "",
        "msg_id",
        view.task.id);
  }

  private static Map<String, @Nullable Object> succeeded(
      View view, Dialect.Urls urls, boolean inline) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < view.images; i++) {
      String format = view.task.spec.format.equals(Images.JPEG) ? "jpg" : "png";
      String type = inline ? format : "url";
      String data = inline ? Base64.getEncoder().encodeToString(urls.bytes(i)) : urls.url(i);
      list.add(
          Json.object("media_data", data, "media_profiles", Json.object("media_data_type", type)));
    }
    Map<String, @Nullable Object> answer = answer(view, 0, "");
    if (!list.isEmpty()) {
      answer.put("media_info_list", list);
    }
    return answer;
  }

  /** A code as it was meant: a number, unless it doesn't look like one. */
  static Object number(String code) {
    return code.matches("-?[0-9]{1,9}") ? (Object) Long.valueOf(code) : code;
  }
}
