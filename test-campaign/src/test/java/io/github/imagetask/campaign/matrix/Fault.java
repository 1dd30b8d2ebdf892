package io.github.imagetask.campaign.matrix;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A fault: where it strikes, which calls, protocols and clients can meet it, and what a server does
 * for it. What must come of it stands in the table, not here.
 */
final class Fault {
  /** What is called while the fault strikes. */
  enum Target {
    SUBMIT,
    QUERY,
    DOWNLOAD
  }

  /** How often it strikes. */
  enum Times {
    ONCE,
    ALWAYS
  }

  /** What a server does with a request. */
  interface Act {
    void play(Exchange exchange, Stand stand) throws IOException;
  }

  /** What is done to the server and the time before anything is called. */
  interface Before {
    void prepare(Stand stand) throws IOException;
  }

  private final String stage;
  private final String name;
  private Set<Target> targets = EnumSet.allOf(Target.class);
  private Set<Times> times = EnumSet.allOf(Times.class);
  private Boolean isHttp2; // null: either
  private boolean needsUsersClient;

  Act act;
  Server.Door door;
  Server.Idle idle;
  Before before = stand -> {};
  Tls tls;
  String host = "127.0.0.1";

  private Fault(String stage, String name) {
    this.stage = stage;
    this.name = name;
  }

  static Fault of(String stage, String name) {
    return new Fault(stage, name);
  }

  /** A fault of a request's answer, or of its lack. */
  static Fault of(String stage, String name, Act act) {
    Fault fault = of(stage, name);
    fault.act = act;
    return fault;
  }

  Fault in(Target first, Target... others) {
    targets = EnumSet.of(first, others);
    return this;
  }

  Fault only(Times only) {
    times = EnumSet.of(only);
    return this;
  }

  Fault http1() {
    isHttp2 = false;
    return this;
  }

  Fault http2() {
    isHttp2 = true;
    return this;
  }

  Fault usersClient() {
    needsUsersClient = true;
    return this;
  }

  Fault door(Server.Door door) {
    this.door = door;
    return this;
  }

  Fault idle(Server.Idle idle) {
    this.idle = idle;
    return only(Times.ONCE);
  }

  Fault before(Before before) {
    this.before = before;
    return this;
  }

  Fault tls(Tls tls) {
    this.tls = tls;
    return this;
  }

  Fault host(String host) {
    this.host = host;
    return only(Times.ALWAYS);
  }

  String stage() {
    return stage;
  }

  String name() {
    return name;
  }

  boolean isOverTls() {
    return stage.equals("tls");
  }

  /** Whether such a cell can be. */
  boolean fits(Target target, Times time, boolean http2, Kind kind) {
    return targets.contains(target)
        && times.contains(time)
        && (isHttp2 == null || isHttp2 == http2)
        && !(needsUsersClient && kind == Kind.OWN);
  }
}
