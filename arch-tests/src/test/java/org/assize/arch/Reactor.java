package org.assize.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The modules that the root pom lists, in its order, and their compiled main classes.
 *
 * @param modules names in pipeline order: each may know only those before it
 * @param folders where the classes of each module are; modules without main code are absent
 * @param classes the classes of all modules
 * @param moduleOf the module of each class, by its full name
 */
record Reactor(
    List<String> modules,
    Map<String, Path> folders,
    JavaClasses classes,
    Map<String, String> moduleOf) {

  /** Reads the reactor that this test run belongs to. */
  static Reactor read() {
    Path root = Path.of(property("assize.root"));
    Path target = Path.of(property("assize.target"));
    // The strict build has a target folder of its own, called alike in every module.
    Path inModule = root.resolve("arch-tests").relativize(target).resolve("classes");
    List<String> modules = modules(root.resolve("pom.xml"));
    Map<String, Path> folders = new HashMap<>();
    Map<String, String> moduleOf = new HashMap<>();
    for (String module : modules) {
      if (!Files.isDirectory(root.resolve(module).resolve("src/main/java"))) {
        continue;
      }
      Path folder = root.resolve(module).resolve(inModule);
      // bench comes after this module, so in a fresh build it is not there yet
      if (!Files.isDirectory(folder) && modules.indexOf(module) < modules.indexOf("arch-tests")) {
        throw new IllegalStateException(folder + " is missing: run the whole reactor");
      }
      if (Files.isDirectory(folder)) {
        folders.put(module, folder);
        new ClassFileImporter()
            .importPath(folder)
            .forEach(one -> moduleOf.put(one.getName(), module));
      }
    }
    JavaClasses all = new ClassFileImporter().importPaths(List.copyOf(folders.values()));
    return new Reactor(modules, Map.copyOf(folders), all, Map.copyOf(moduleOf));
  }

  /** Returns the module that holds {@code one}, nothing for a class of Java or of a library. */
  Optional<String> moduleOf(JavaClass one) {
    JavaClass base = one.getBaseComponentType();
    return Optional.ofNullable(moduleOf.get(base.getName()));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name + " is set by the build");
  }

  private static List<String> modules(Path pom) {
    try {
      NodeList entries =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(pom.toFile())
              .getElementsByTagName("module");
      List<String> names = new ArrayList<>();
      for (int i = 0; i < entries.getLength(); i++) {
        names.add(entries.item(i).getTextContent().strip());
      }
      return List.copyOf(names);
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("cannot read " + pom, e);
    }
  }
}
