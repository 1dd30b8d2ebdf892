package io.github.imagetask.testing.fake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults that await the calls of one gateway. Safe for use by many threads. */
final class Faults {
  private final Map<FakeCall, Deque<Fault>> next = new EnumMap<>(FakeCall.class);
  private final Map<FakeCall, Fault> always = new EnumMap<>(FakeCall.class);

  synchronized void next(FakeCall call, Fault fault) {
    next.computeIfAbsent(call, c -> new ArrayDeque<>()).add(checked(call, fault));
  }

  synchronized void always(FakeCall call, @Nullable Fault fault) {
    if (fault == null) {
      always.remove(call);
    } else {
      always.put(call, checked(call, fault));
    }
  }

  synchronized void clear() {
    next.clear();
    always.clear();
  }

  /** The fault that this call meets, or null. Elsewhere redirects no further. */
  synchronized @Nullable Fault take(FakeCall call, Origin origin) {
    Deque<Fault> queue = next.get(call);
    Fault fault = queue == null || queue.isEmpty() ? always.get(call) : queue.poll();
    boolean loop = fault != null && fault.kind == Fault.Kind.REDIRECT && origin == Origin.ELSEWHERE;
    return loop ? null : fault;
  }

  private static Fault checked(FakeCall call, Fault fault) {
    if (!fault.suits(call)) {
      throw new IllegalArgumentException(fault + " can't befall a " + call);
    }
    return fault;
  }
}
