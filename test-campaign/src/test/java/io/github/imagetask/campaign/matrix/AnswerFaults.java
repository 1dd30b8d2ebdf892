package io.github.imagetask.campaign.matrix;

import static io.github.imagetask.campaign.matrix.Fault.Target.QUERY;
import static io.github.imagetask.campaign.matrix.Fault.Target.SUBMIT;
import static io.github.imagetask.campaign.matrix.Faults.HTML;
import static io.github.imagetask.campaign.matrix.Faults.JSON;
import static io.github.imagetask.campaign.matrix.Faults.afterBody;
import static io.github.imagetask.campaign.matrix.Faults.answer;
import static io.github.imagetask.campaign.matrix.Faults.ascii;
import static io.github.imagetask.campaign.matrix.Faults.http2;

import io.github.imagetask.campaign.matrix.Fault.Act;
import java.util.ArrayList;
import java.util.List;

/** Answers that aren't what was asked for: by their status, or by what stands under 200. */
final class AnswerFaults {
  private static final String FOREIGN = "{\"code\":503,\"message\":\"no upstream\"}";

  private static final int[] REDIRECTS = {300, 301, 302, 303, 304, 305, 307, 308};
  private static final int[] STATUSES = {
    400, 401, 402, 403, 404, 405, 407, 408, 409, 410, 413, 415, 421, 422, 425, 429, 451, 500, 501,
    502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530, 598, 599
  };

  private AnswerFaults() {}

  static void addTo(List<Fault> faults) {
    statuses(faults);
    bodies(faults);
  }

  private static void statuses(List<Fault> faults) {
    for (int status : REDIRECTS) {
      faults.add(
          Fault.of(
                  "status",
                  status + "-elsewhere",
                  (exchange, stand) -> {
                    exchange.readBody();
                    exchange.answer(status, "", "Location: " + stand.elsewhere());
                  })
              .in(SUBMIT, QUERY));
    }
    for (int status : STATUSES) {
      faults.add(
          Fault.of("status", status + "-html", answer(status, HTML, "Content-Type: text/html")));
      faults.add(Fault.of("status", status + "-empty", answer(status, "")).in(SUBMIT, QUERY));
      faults.add(
          Fault.of("status", status + "-foreign", answer(status, FOREIGN, JSON)).in(SUBMIT, QUERY));
      faults.add(
          Fault.of(
                  "status",
                  status + "-refusing",
                  (exchange, stand) -> {
                    exchange.readBody();
                    exchange.answer(status, stand.entry().refusing(), JSON);
                  })
              .in(SUBMIT, QUERY));
      faults.add(
          Fault.of(
                  "status",
                  status + "-behind",
                  (exchange, stand) -> {
                    exchange.readBody();
                    exchange.answer(status, stand.entry().failedBehind(), JSON);
                  })
              .in(SUBMIT));
    }
    for (int status : new int[] {429, 503}) {
      for (String after : List.of("0", "5", "soon", "99999999999")) {
        faults.add(
            Fault.of(
                "status",
                status + "-retry-after-" + after,
                answer(status, HTML, "Content-Type: text/html", "Retry-After: " + after)));
      }
    }
  }

  private static void bodies(List<Fault> faults) {
    List<Fault> bodies = new ArrayList<>();
    bodies.add(Fault.of("body", "html", answer(200, HTML, "Content-Type: text/html")));
    bodies.add(Fault.of("body", "empty", answer(200, "", JSON)));
    bodies.add(
        Fault.of(
            "body",
            "no-content",
            afterBody(
                exchange -> {
                  exchange.head(204, List.of());
                  exchange.end();
                })));
    bodies.add(
        Fault.of("body", "cut-json", answer(200, "{\"id\":\"task_1\",\"task_id\":\"ta", JSON)));
    bodies.add(Fault.of("body", "null", answer(200, "null", JSON)));
    bodies.add(Fault.of("body", "array", answer(200, "[]", JSON)));
    bodies.add(Fault.of("body", "no-id", answer(200, "{\"hello\":\"world\"}", JSON)));
    bodies.add(Fault.of("body", "deep", answer(200, "[".repeat(300) + "]".repeat(300), JSON)));
    bodies.add(
        Fault.of(
            "body",
            "refusing",
            (exchange, stand) -> {
              exchange.readBody();
              exchange.answer(200, stand.entry().refusing(), JSON);
            }));
    bodies.add(
        Fault.of(
            "body",
            "behind",
            (exchange, stand) -> {
              exchange.readBody();
              exchange.answer(200, stand.entry().failedBehind(), JSON);
            }));
    bodies.add(Fault.of("body", "length-too-long", begun(900, Exchange::fin)));
    bodies.add(Fault.of("body", "rst-in-body", begun(900, Exchange::rst)));
    bodies.add(
        Fault.of(
            "body",
            "length-too-short",
            (exchange, stand) -> {
              exchange.readBody();
              exchange.head(200, List.of(JSON, "Content-Length: 5"));
              exchange.data(ascii(stand.good()));
              exchange.end();
            }));
    bodies.add(
        Fault.of(
                "body",
                "chunked-cut",
                (exchange, stand) -> {
                  exchange.readBody();
                  exchange.head(200, List.of(JSON, "Transfer-Encoding: chunked"));
                  exchange.data(ascii("5\r\n" + stand.good().substring(0, 5) + "\r\n"));
                  exchange.fin();
                })
            .http1());
    bodies.add(
        Fault.of(
            "body", "gzip-broken", answer(200, "no gzip at all", JSON, "Content-Encoding: gzip")));
    bodies.add(
        Fault.of(
            "body",
            "endless",
            (exchange, stand) -> {
              exchange.readBody();
              exchange.head(200, List.of(JSON, "Connection: close"));
              exchange.data(ascii("{\"x\":\"" + "a".repeat(1 << 18)));
              exchange.hold();
            }));
    bodies.add(
        Fault.of(
                "body",
                "rst-internal-error",
                http2(
                    stream -> {
                      stream.head(200, List.of(JSON));
                      stream.data(ascii("{\"task_id\":"));
                      stream.reset(Http2.INTERNAL_ERROR);
                    }))
            .http2());
    for (Fault body : bodies) faults.add(body.in(SUBMIT, QUERY));
  }

  /** Promises a body that is never whole. */
  private static Act begun(int length, Faults.Step step) {
    return (exchange, stand) -> {
      exchange.readBody();
      exchange.head(200, List.of(JSON, "Content-Length: " + length));
      exchange.data(ascii("{\"task_id\":"));
      step.take(exchange);
    };
  }
}
