package io.github.imagetask.spring.boot;

import io.github.imagetask.TaskListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells several listeners of each event, one after another. What one throws goes where core sends
 * it, to the thread's uncaught-exception handler, and the next is told all the same.
 *
 * <p>By reflection, so that an event which a later core adds reaches them, too.
 */
final class ListenerChain implements InvocationHandler {
  private final List<TaskListener> listeners;

  private ListenerChain(List<TaskListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  static TaskListener of(List<TaskListener> listeners) {
    if (listeners.size() == 1) return listeners.get(0);
    return (TaskListener)
        Proxy.newProxyInstance(
            TaskListener.class.getClassLoader(),
            new Class<?>[] {TaskListener.class},
            new ListenerChain(listeners));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method event, Object @Nullable [] arguments)
      throws ReflectiveOperationException {
    if (event.getDeclaringClass() == Object.class) return ofObject(proxy, event, arguments);
    for (TaskListener listener : listeners) {
      try {
        event.invoke(listener, arguments);
      } catch (InvocationTargetException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e.getCause());
      }
    }
    return null;
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> listeners.toString();
    };
  }
}
