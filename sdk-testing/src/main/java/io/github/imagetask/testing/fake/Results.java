package io.github.imagetask.testing.fake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The signed URLs of images, as an object storage gives them, and its refusals. */
final class Results {
  private static final Pattern ROUTE = Pattern.compile("/results/([^/]+)/([0-9]{1,4})\\.[a-z]+");
  private static final Pattern SIGNATURE = Pattern.compile("(?:^|&)sign=([0-9a-f]+)(?:&|$)");

  private Results() {}

  static String url(String origin, String gateway, Task task, int index) {
    String extension = task.spec.format.equals(Images.JPEG) ? ".jpg" : ".png";
    String path = "/" + gateway + "/results/" + task.id + "/" + index + extension;
    return origin + path + "?sign=" + task.signature(index);
  }

  static boolean isRoute(String route) {
    return ROUTE.matcher(route).matches();
  }

  /** What the request asks for; null if it isn't for an image. */
  static @Nullable ImageRef ref(FakeRequest request) {
    Matcher route = ROUTE.matcher(request.route());
    if (!route.matches()) {
      return null;
    }
    String query = request.query();
    Matcher signature = SIGNATURE.matcher(query == null ? "" : query);
    String value = signature.find() ? signature.group(1) : "";
    return new ImageRef(route.group(1), Integer.parseInt(route.group(2)), value);
  }

  static Reply refused(int status, String code) {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code></Error>\n";
    return Reply.text(status, "application/xml", xml);
  }
}
