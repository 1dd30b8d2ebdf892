package io.github.imagetask;

import io.github.imagetask.spi.Submission;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;

/** How submits go and come. */
final class SubmitRoute implements Attempt.Route {
  private final Transport transport;
  private final AnswerInterpreter answers;

  SubmitRoute(Transport transport, AnswerInterpreter answers) {
    this.transport = transport;
    this.answers = answers;
  }

  @Override
  public Call send(Request request, Transport.Handler handler) {
    return transport.submit(request, handler);
  }

  @Override
  public SubmitOutcome read(Response response, Submission submission) {
    return answers.submit(response, submission);
  }

  @Override
  public void giveUpConnection(Call call) {
    transport.giveUpConnection(call);
  }
}
