package org.assize.resources;

import java.util.List;

/** Finds in a {@code pyproject.toml} what the build tools in use call by different names. */
final class PyprojectReader {
  private final Data file;
  private final ProjectFile.Builder built = new ProjectFile.Builder();

  PyprojectReader(Data file) {
    this.file = file;
  }

  ProjectFile read(List<FileProblem> problems) {
    standard();
    setuptools();
    poetry();
    others();
    return built.build(problems);
  }

  private void standard() {
    Data project = file.get("project");
    built.name = project.get("name").text();
    built.requiresPython = project.get("requires-python").text();
    scripts("console_scripts", project.get("scripts"));
    scripts("gui_scripts", project.get("gui-scripts"));
    project.get("entry-points").members().forEach(this::scripts);
  }

  private void scripts(String group, Data points) {
    points
        .members()
        .forEach((name, target) ->
            // Poetry also has a table with the target as its reference or callable.
            target
                .text()
                .or(() -> target.get("reference").text())
                .or(() -> target.get("callable").text())
                .ifPresent(text -> built.entryPoint(group, name, text)));
  }

  private void setuptools() {
    Data tool = file.at("tool", "setuptools");
    tool.get("package-dir")
        .members()
        .forEach((name, folder) -> folder.text().ifPresent(at -> folder(name, at)));
    built.addAll(built.packages, tool.get("packages").texts());
    built.addAll(built.packages, tool.get("py-modules").texts());
    built.addAll(built.searchFolders, tool.at("packages", "find", "where").texts());
  }

  private void folder(String name, String at) {
    built.packageFolders.put(name, at);
  }

  private void poetry() {
    Data tool = file.at("tool", "poetry");
    built.name = built.name.or(() -> tool.get("name").text());
    built.requiresPython = built.requiresPython.or(() -> tool.at("dependencies", "python").text());
    scripts("console_scripts", tool.get("scripts"));
    tool.get("plugins").members().forEach(this::scripts);
    for (Data item : tool.get("packages").items()) {
      item.get("include").text().ifPresent(name -> include(name, item.get("from")));
    }
  }

  private void include(String path, Data from) {
    if (path.indexOf('*') < 0) {
      built.addAll(built.packages, List.of(path.replace('/', '.')));
    }
    built.addAll(built.searchFolders, from.texts());
  }

  private void others() {
    Data flit = file.at("tool", "flit", "module", "name");
    built.addAll(built.packages, flit.texts());
    built.addAll(built.searchFolders, file.at("tool", "pdm", "build", "package-dir").texts());
    Data hatch = file.at("tool", "hatch", "build");
    for (Data target : List.of(hatch, hatch.at("targets", "wheel"))) {
      for (String path : target.get("packages").texts()) {
        int slash = path.lastIndexOf('/');
        built.addAll(built.packages, List.of(path.substring(slash + 1)));
        built.addAll(
            built.searchFolders, slash < 0 ? List.of() : List.of(path.substring(0, slash)));
      }
    }
  }
}
