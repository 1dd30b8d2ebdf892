package io.github.imagetask.campaign.matrix;

import static io.github.imagetask.campaign.matrix.Fault.Target.DOWNLOAD;
import static io.github.imagetask.campaign.matrix.Faults.HTML;
import static io.github.imagetask.campaign.matrix.Faults.JSON;
import static io.github.imagetask.campaign.matrix.Faults.afterBody;
import static io.github.imagetask.campaign.matrix.Faults.answer;

import io.github.imagetask.campaign.matrix.Fault.Act;
import io.github.imagetask.campaign.matrix.Fault.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** What storage answers in the place of an image. */
final class ImageFaults {
  private static final String PNG = "Content-Type: image/png";

  private ImageFaults() {}

  static void addTo(List<Fault> faults) {
    add(
        faults,
        "206-part",
        (exchange, stand) -> {
          exchange.readBody();
          byte[] part = Arrays.copyOf(Stand.IMAGE, 500);
          exchange.answer(206, part, PNG, "Content-Range: bytes 0-499/" + Stand.IMAGE.length);
        });
    add(
        faults,
        "206-whole",
        (exchange, stand) -> {
          exchange.readBody();
          int length = Stand.IMAGE.length;
          exchange.answer(
              206, Stand.IMAGE, PNG, "Content-Range: bytes 0-" + (length - 1) + "/" + length);
        });
    add(
        faults,
        "206-of-what",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(206, Stand.IMAGE, PNG);
        });
    add(faults, "cut-fin", part(Exchange::fin, "Content-Length: " + Stand.IMAGE.length));
    add(faults, "cut-rst", part(Exchange::rst, "Content-Length: " + Stand.IMAGE.length));
    add(faults, "cut-without-length", part(Exchange::fin, "Connection: close"));
    add(
        faults,
        "cut-vouched-for",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(200, Arrays.copyOf(Stand.IMAGE, 500), PNG);
        });
    add(
        faults,
        "bytes-behind-it",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(200, Arrays.copyOf(Stand.IMAGE, Stand.IMAGE.length + 100), PNG);
        });
    add(
        faults,
        "too-large",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(200, Arrays.copyOf(Stand.IMAGE, Stand.LARGEST_IMAGE + 1), PNG);
        });
    add(faults, "html", answer(200, HTML, "Content-Type: text/html"));
    add(faults, "html-as-png", answer(200, HTML, PNG));
    add(faults, "json", answer(200, "{\"error\":\"gone\"}", JSON));
    add(faults, "json-running", answer(200, "{\"status\":\"running\"}", JSON));
    add(faults, "202-text", answer(202, "please wait", "Content-Type: text/plain"));
    add(faults, "empty", answer(200, "", PNG));
    add(
        faults,
        "png-as-text",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(
              200, Stand.IMAGE, "Content-Type: text/plain", "Content-Encoding: aws-chunked");
        });
    add(
        faults,
        "gzip",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(200, gzip(Stand.IMAGE), PNG);
        });
    add(
        faults,
        "gzip-cut",
        (exchange, stand) -> {
          exchange.readBody();
          byte[] packed = gzip(Stand.IMAGE);
          exchange.answer(200, Arrays.copyOf(packed, packed.length / 2), PNG);
        });
    add(faults, "400-expired", answer(400, "<Error><Code>ExpiredToken</Code></Error>"));
    add(
        faults,
        "redirect",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(302, "", "Location: /other.png");
        });
    add(
        faults,
        "redirect-307",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.answer(307, "", "Location: /other.png");
        });
    add(faults, "redirect-nowhere", answer(302, ""));
    add(faults, "redirect-ftp", answer(302, "", "Location: ftp://127.0.0.1/a.png"));
    add(faults, "redirect-link-local", answer(302, "", "Location: http://169.254.169.254/latest"));
    add(faults, "304", answer(304, ""));
    add(
        faults,
        "drip",
        (exchange, stand) -> {
          exchange.readBody();
          exchange.head(200, List.of(PNG, "Content-Length: " + Stand.IMAGE.length));
          exchange.data(Arrays.copyOf(Stand.IMAGE, 500));
          exchange.hold();
        });
    faults.add(
        Fault.of(
                "image",
                "stall",
                afterBody(
                    exchange -> {
                      exchange.head(200, List.of(PNG, "Content-Length: " + Stand.IMAGE.length));
                      exchange.data(Arrays.copyOf(Stand.IMAGE, 500));
                      exchange.stall();
                    }))
            .in(DOWNLOAD)
            .only(Times.ONCE)
            .before(stand -> stand.stallsAfter(200)));
  }

  private static void add(List<Fault> faults, String name, Act act) {
    faults.add(Fault.of("image", name, act).in(DOWNLOAD));
  }

  private static Act part(Faults.Step end, String header) {
    return (exchange, stand) -> {
      exchange.readBody();
      exchange.head(200, List.of(PNG, header));
      exchange.data(Arrays.copyOf(Stand.IMAGE, 500));
      end.take(exchange);
    };
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
