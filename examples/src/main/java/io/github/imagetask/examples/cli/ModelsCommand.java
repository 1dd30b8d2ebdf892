package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonWriter;
import io.github.imagetask.ModelInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the models that a gateway's document lists. */
@Command(
    name = "models",
    customSynopsis = "imagetask models --gateway NAME [--json]",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Lists the models of a gateway.",
      "",
      "As its document does: aliases, options, allowed values.",
      "Needs no key and asks nobody. A model that isn't listed may exist all the same."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {"Example:", "  imagetask models --gateway uniall"})
final class ModelsCommand implements Callable<Integer> {
  private final Host host;

  @Option(
      names = "--gateway",
      required = true,
      paramLabel = "NAME",
      completionCandidates = Gateways.Names.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private String gateway = "";

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  ModelsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    GatewayCli<?> named = Gateways.named(gateway);
    List<ModelInfo> models = named.models();
    List<ModelInfo> others = named.directModels();
    if (json) {
      List<ModelInfo> all = new ArrayList<>(models);
      all.addAll(others);
      host.out().println(Report.object(out -> write(out, all)));
      return 0;
    }
    new ModelTable(models).lines().forEach(host.out()::println);
    if (!others.isEmpty()) {
      host.out().println();
      new ModelTable(others).lines().forEach(host.out()::println);
    }
    return 0;
  }

  private void write(JsonWriter out, List<ModelInfo> models) throws IOException {
    out.name("gateway").value(gateway);
    out.name("models").beginArray();
    for (ModelInfo model : models) {
      out.beginObject();
      out.name("id").value(model.id());
      list(out.name("aliases"), model.aliases());
      out.name("options").beginObject();
      for (Map.Entry<String, List<String>> option : model.options().entrySet()) {
        list(out.name(option.getKey()), option.getValue());
      }
      out.endObject();
      out.endObject();
    }
    out.endArray();
  }

  private static void list(JsonWriter out, List<String> values) throws IOException {
    out.beginArray();
    for (String value : values) out.value(value);
    out.endArray();
  }
}
