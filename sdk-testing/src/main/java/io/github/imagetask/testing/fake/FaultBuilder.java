package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link Fault}; the fault itself says what they mean. */
final class FaultBuilder {
  final Fault.Kind kind;
  final Map<String, String> headers = new LinkedHashMap<>();
  int status = 200;
  String text = "";
  @Nullable String contentType;
  String message = "";
  Duration pause = Duration.ZERO;
  long bytes;
  boolean processed;

  FaultBuilder(Fault.Kind kind) {
    this.kind = kind;
  }

  FaultBuilder(Fault fault) {
    this.kind = fault.kind;
    this.headers.putAll(fault.headers);
    this.status = fault.status;
    this.text = fault.text;
    this.contentType = fault.contentType;
    this.message = fault.message;
    this.pause = fault.pause;
    this.bytes = fault.bytes;
    this.processed = fault.processed;
  }

  FaultBuilder status(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("not a final HTTP status: " + status);
    }
    this.status = status;
    return this;
  }

  FaultBuilder text(String text) {
    this.text = Objects.requireNonNull(text, "text == null");
    return this;
  }

  FaultBuilder contentType(String contentType) {
    this.contentType = contentType;
    return this;
  }

  FaultBuilder message(String message) {
    this.message = Objects.requireNonNull(message, "message == null");
    return this;
  }

  FaultBuilder pause(Duration pause) {
    if (pause.isNegative()) {
      throw new IllegalArgumentException("pause < 0: " + pause);
    }
    this.pause = pause;
    return this;
  }

  FaultBuilder bytes(long bytes) {
    this.bytes = bytes;
    return this;
  }

  FaultBuilder header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  FaultBuilder processed() {
    this.processed = true;
    return this;
  }

  Fault build() {
    return new Fault(this);
  }
}
