/**
 * Meitu's gateway for bought-in models (MTLab "outsourcing gateway"): google nano.
 *
 * <p>Written from one page, called "the document" here: "google nano 改图/文生图 异步任务提交", updated
 * 2025-11-28. Its tables have no numbers; violations name them "Body" (the request's fields) and
 * "note".
 *
 * <p>The page documents the submit. Of the query it has the address and nothing else: its form, its
 * answers and all error codes here are based on public clients of other MTLab services. None of it
 * was tried against the live service. Of the internal hosts' synchronous request the page has the
 * path: what goes in and out of it is assumed.
 */
package io.github.imagetask.meitu;
