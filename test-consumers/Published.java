import static java.nio.file.Files.exists;
import static java.nio.file.Files.isRegularFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks what would be uploaded: {@code java Published.java REPOSITORY THIRD-PARTY.md}. The
 * repository is the unpacked bundle; it holds one version of our artifacts and nothing else.
 */
public final class Published {
  /** What Central asks of a pom, if it isn't in its parent. */
  private static final List<String> ASKED =
      List.of(
          "name", "description", "url", "licenses/license/name", "licenses/license/url",
          "developers/developer/name", "scm/connection", "scm/developerConnection", "scm/url");

  private static final List<String> JARS = List.of("", "-sources", "-javadoc");
  private static final List<String> BILLS = List.of("-cyclonedx.xml", "-cyclonedx.json");

  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Document> poms = new TreeMap<>();
  private final Map<String, Set<String>> thirdParties = new TreeMap<>();

  public static void main(String[] args) throws Exception {
    Published check = new Published();
    check.repository(Path.of(args[0]));
    check.thirdParties(Path.of(args[1]));
    if (!check.wrong.isEmpty()) {
      check.wrong.forEach(System.err::println);
      System.exit(1);
    }
    System.out.println(check.poms.size() + " artifacts are complete: " + check.poms.keySet());
  }

  private void repository(Path repository) throws Exception {
    try (Stream<Path> files = Files.walk(repository)) {
      for (Path pom : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".pom"))::iterator) {
        poms.put(pom.getParent().getParent().getFileName().toString(), xml(pom));
        artifact(pom.getParent(), withoutEnding(pom), xml(pom));
      }
    }
    Set<String> jars = new TreeSet<>();
    poms.forEach((artifact, pom) -> {
      ASKED.forEach(path -> asked(artifact, path));
      if (!"pom".equals(text(pom, "packaging"))) jars.add(artifact);
    });
    Set<String> inBom = new TreeSet<>();
    Element bom = poms.get("imagetask-bom").getDocumentElement();
    for (Element dependency : children(bom, "dependencyManagement/dependencies/dependency")) {
      inBom.add(text(dependency, "artifactId"));
    }
    if (!inBom.equals(jars)) wrong.add("the BOM has " + inBom + ", published are " + jars);
  }

  /** The files of one version: each is signed and has its checksums, and the jars hold what they should. */
  private void artifact(Path folder, String name, Document pom) throws Exception {
    List<String> files = new ArrayList<>(List.of(".pom"));
    if (!"pom".equals(text(pom, "packaging"))) {
      JARS.forEach(jar -> files.add(jar + ".jar"));
      files.addAll(BILLS);
    }
    for (String file : files) {
      for (String beside : List.of("", ".asc", ".sha1", ".md5")) {
        if (!isRegularFile(folder.resolve(name + file + beside))) wrong.add(name + file + beside + " is missing");
      }
    }
    if (files.size() == 1 || !wrong.isEmpty()) return;
    holds(folder.resolve(name + ".jar"), "META-INF/LICENSE", ".class");
    holds(folder.resolve(name + "-sources.jar"), "META-INF/LICENSE", ".java", ".kt");
    holds(folder.resolve(name + "-javadoc.jar"), "META-INF/MANIFEST.MF", "index.html", "README.md");
    try (JarFile jar = new JarFile(folder.resolve(name + ".jar").toFile())) {
      String module = jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
      if (module == null || !module.startsWith("io.github.imagetask")) wrong.add(name + ".jar: module " + module);
    }
    components(name, xml(folder.resolve(name + "-cyclonedx.xml")));
  }

  private void holds(Path file, String entry, String... oneOf) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      if (jar.getEntry(entry) == null) wrong.add(file.getFileName() + " has no " + entry);
      if (jar.stream().noneMatch(e -> Stream.of(oneOf).anyMatch(e.getName()::endsWith))) {
        wrong.add(file.getFileName() + " has none of " + List.of(oneOf));
      }
    }
  }

  /** Notes who else's artifacts a user gets with this one, and under which licence. */
  private void components(String name, Document bill) {
    Map<String, Element> components = new TreeMap<>();
    for (Element component : children(bill.getDocumentElement(), "components/component")) {
      // What stands below an optional artifact isn't called optional, so we go from link to link.
      if (!text(component, "scope").equals("optional")) components.put(component.getAttribute("bom-ref"), component);
    }
    Map<String, Element> links = new TreeMap<>();
    for (Element link : children(bill.getDocumentElement(), "dependencies/dependency")) links.put(link.getAttribute("ref"), link);

    Element self = children(bill.getDocumentElement(), "metadata/component").get(0);
    Deque<Element> next = new ArrayDeque<>(List.of(links.get(self.getAttribute("bom-ref"))));
    while (!next.isEmpty()) {
      for (Element link : children(next.remove(), "dependency")) {
        Element component = components.remove(link.getAttribute("ref"));
        if (component == null) continue;
        next.add(links.get(link.getAttribute("ref")));
        String group = text(component, "group");
        if (group.equals("io.github.imagetask")) continue;
        String row = String.format("| %s:%s | %s | %s |", group, text(component, "name"), text(component, "version"),
            text(component, "licenses/license/id"));
        thirdParties.computeIfAbsent(row, r -> new TreeSet<>()).add(name.replaceAll("^imagetask-|-\\d.*$", ""));
      }
    }
  }

  private void thirdParties(Path list) throws IOException {
    Set<String> found = new TreeSet<>();
    thirdParties.forEach((row, with) -> found.add(row + " " + (with.contains("core") ? "all" : String.join(", ", with)) + " |"));
    Set<String> listed = new TreeSet<>();
    if (exists(list)) Files.readAllLines(list).stream().filter(line -> line.matches("\\| \\S+:\\S+ \\|.*")).forEach(listed::add);
    if (!listed.equals(found)) {
      wrong.add(list.getFileName() + " should have these rows:\n" + String.join("\n", found));
    }
  }

  /** Looks in the pom, then in its parent, which must be published too. */
  private void asked(String artifact, String path) {
    for (Document pom = poms.get(artifact); pom != null; pom = poms.get(text(pom, "parent/artifactId"))) {
      if (!text(pom, path).isBlank()) return;
    }
    wrong.add(artifact + " has no " + path);
  }

  private static String text(Document pom, String path) {
    return text(pom.getDocumentElement(), path);
  }

  /** The text of the first element at the end of a path, "" if there is none. */
  private static String text(Element from, String path) {
    List<Element> found = children(from, path);
    return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
  }

  private static List<Element> children(Element from, String path) {
    List<Element> found = List.of(from);
    for (String name : path.split("/")) {
      List<Element> below = new ArrayList<>();
      for (Element parent : found) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
          if (node.getNodeName().equals(name)) below.add((Element) node);
        }
      }
      found = below;
    }
    return found;
  }

  private static String withoutEnding(Path file) {
    return file.getFileName().toString().replaceFirst("\\.pom$", "");
  }

  private static Document xml(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }
}
