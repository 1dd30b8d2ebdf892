package com.example.draw;

import android.app.Application;
import android.content.Context;
import android.os.Handler;
import android.os.Looper;
import io.github.imagetask.uniall.UniAllClient;

/** The app: one client for all its parts, whose futures and events come on the main thread. */
public final class DrawApp extends Application {
  private Orders orders;
  private UniAllClient client;

  /** The app that an activity or a worker belongs to. */
  static DrawApp of(Context context) {
    return (DrawApp) context.getApplicationContext();
  }

  @Override
  public void onCreate() {
    super.onCreate();
    orders = new Orders(getSharedPreferences("orders", MODE_PRIVATE));
  }

  /** Says where the gateway is; a real app knows. */
  void connect(UniAllClient.Builder builder) {
    client =
        builder
            .callbackExecutor(new Handler(Looper.getMainLooper())::post)
            .journal(orders) // on threads of the SDK's own, which may block
            .build();
  }

  UniAllClient client() {
    return client;
  }

  Orders orders() {
    return orders;
  }
}
