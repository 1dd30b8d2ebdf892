package io.github.imagetask.benchmarks;

/**
 * What a client is made with.
 *
 * @param defaultPool whether it runs on a user's OkHttpClient with OkHttp's own default connection
 *     pool, instead of one that fits the number of calls
 */
record Setup(String url, Schedule schedule, boolean defaultPool) {}
