package io.github.imagetask.examples.cli;

import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An entry of a gateway that answers with the image itself.
 *
 * @param <R> the request of the gateway's tasks
 * @param <D> the request of this entry
 * @param takes whether it is the entry for a model, by its name
 * @param entry of a client that the gateway's {@link GatewayCli#client} has made
 * @param request builds a request; fails with a {@link UsageException} for options it hasn't
 * @param examples which {@code demo} runs after those of the tasks
 */
record DirectCli<R, D>(
    Predicate<String> takes,
    Function<ImageClient<R>, DirectImages<D>> entry,
    Function<RequestOptions, D> request,
    List<Example<D>> examples) {}
