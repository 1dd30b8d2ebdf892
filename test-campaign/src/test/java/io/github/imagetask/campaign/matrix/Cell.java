package io.github.imagetask.campaign.matrix;

import io.github.imagetask.campaign.matrix.Fault.Target;
import io.github.imagetask.campaign.matrix.Fault.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One cell of the matrix: which call meets which fault, and how often, through which client. */
record Cell(
    Target target,
    Fault fault,
    Times times,
    boolean isHttp2,
    Kind kind,
    Entry entry,
    boolean isBlocking) {

  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Fault fault : Faults.all()) {
      for (Target target : Target.values()) {
        for (Times times : Times.values()) {
          for (boolean isHttp2 : new boolean[] {false, true}) {
            for (Kind kind : Kind.values()) {
              if (!fault.fits(target, times, isHttp2, kind)) continue;
              if (isSaidOnce(target, fault) && times == Times.ALWAYS) continue;
              for (Entry entry : Entry.values()) {
                if (!fits(target, entry)) continue;
                cells.add(new Cell(target, fault, times, isHttp2, kind, entry, false));
                cells.add(new Cell(target, fault, times, isHttp2, kind, entry, true));
              }
            }
          }
        }
      }
    }
    return cells;
  }

  /**
   * A submit isn't sent again after a status but 429, and one that was would meet the good answer.
   */
  private static boolean isSaidOnce(Target target, Fault fault) {
    boolean isAnswered = fault.stage().equals("status") || fault.stage().equals("body");
    return target == Target.SUBMIT && isAnswered && !fault.name().startsWith("429");
  }

  /** Direct calls have no task to ask about; their images are all alike, so one stands for them. */
  private static boolean fits(Target target, Entry entry) {
    return !entry.isDirect()
        || target == Target.SUBMIT
        || (target == Target.DOWNLOAD && entry == Entry.UNIALL_DIRECT);
  }

  String call() {
    return target.name().toLowerCase(Locale.ROOT);
  }

  String often() {
    return times.name().toLowerCase(Locale.ROOT);
  }

  String protocol() {
    return isHttp2 ? "h2" : "h1";
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        call(),
        fault.stage(),
        fault.name(),
        often(),
        protocol(),
        kind.label(),
        entry.label(),
        isBlocking ? "blocking" : "async");
  }
}
