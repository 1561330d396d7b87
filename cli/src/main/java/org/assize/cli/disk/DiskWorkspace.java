package org.assize.cli.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.program.source.Dependencies;
import org.assize.program.source.OverlayTree;
import org.assize.program.source.ProjectRoot;
import org.assize.program.source.SourceTree;
import org.assize.program.source.UnreadableException;
import org.assize.review.CannotReviewException;
import org.assize.review.Coverage.NotParsed;
import org.assize.review.ReviewRequest;
import org.assize.review.Workspace;
import org.jspecify.annotations.Nullable;

/** Finds programs on this machine's disk. */
public final class DiskWorkspace implements Workspace {
  private static final String GONE = "no such file or folder, or none that can be read";

  private final DiskProbe probe = new DiskProbe();
  private final Map<String, String> environment;
  private final String home;

  /**
   * Looks from the process's working folder.
   *
   * @param environment of the process
   * @param home the user's home folder, or {@code ""}
   */
  public DiskWorkspace(Map<String, String> environment, String home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  @Override
  public Opened open(ReviewRequest request) throws CannotReviewException {
    List<String> paths = new ArrayList<>();
    List<NotParsed> missing = new ArrayList<>();
    for (String path : request.paths()) {
      try {
        paths.add(existing(path));
      } catch (CannotReviewException e) {
        missing.add(new NotParsed(path, 0, GONE));
        if (missing.size() == request.paths().size()) {
          throw e; // nothing is left to review
        }
      }
    }
    ReviewRequest.StandardInput stdin = request.stdin();
    if (stdin != null) {
      paths.add(DiskProbe.absolute(named(stdin.path())));
    }
    Optional<String> project =
        Optional.ofNullable(request.project()).map(p -> DiskProbe.absolute(Path.of(p)));
    String absoluteHome = home.isEmpty() ? "" : DiskProbe.absolute(Path.of(home));
    ProjectRoot root = ProjectRoot.locate(probe, paths, project, absoluteHome);
    if (!root.outside().isEmpty()) {
      throw new CannotReviewException(
          "%s does not lie in the project %s. Name another --project, or leave it out."
              .formatted(root.outside().getFirst(), root.path()));
    }
    SourceTree tree = overlaid(tree(root.path()), root, stdin);
    return new Opened(tree, root.scope(), dependencies(request, root.path()), missing);
  }

  private String existing(String path) throws CannotReviewException {
    Path named = named(path);
    try {
      BasicFileAttributes attributes = Files.readAttributes(named, BasicFileAttributes.class);
      if (attributes.isOther()) {
        throw new CannotReviewException(
            "%s is neither a file nor a folder. To review a stream, use - and --stdin-filename."
                .formatted(path));
      }
    } catch (NoSuchFileException _) {
      throw missing(path);
    } catch (IOException e) {
      if (Refusals.isNoFolderOnTheWay(e)) {
        throw missing(path);
      }
      throw new CannotReviewException(path + ": " + Refusals.of(path, e).reason() + ".");
    }
    return DiskProbe.absolute(named);
  }

  private static Path named(String path) throws CannotReviewException {
    try {
      if (!path.isEmpty()) {
        return Path.of(path);
      }
    } catch (InvalidPathException _) {
      // no file can have such a name here
    }
    throw missing(path);
  }

  private static CannotReviewException missing(String path) {
    return new CannotReviewException(
        "no such file or folder: %s. Paths start at the current folder."
            .formatted(path.isEmpty() ? "''" : path));
  }

  private static SourceTree tree(String absolute) throws CannotReviewException {
    try {
      return DiskTree.open(DiskProbe.path(absolute));
    } catch (UnreadableException e) {
      throw new CannotReviewException(absolute + ": " + e.reason());
    }
  }

  /** Standard input is the last of the paths. */
  private static SourceTree overlaid(
      SourceTree tree, ProjectRoot root, ReviewRequest.@Nullable StandardInput stdin) {
    return stdin == null ? tree : OverlayTree.of(tree, root.scope().getLast(), stdin.bytes());
  }

  private List<SourceTree> dependencies(ReviewRequest request, String root)
      throws CannotReviewException {
    Dependencies found =
        switch (request.dependencies()) {
          case org.assize.review.Dependencies.None _ -> new Dependencies(List.of(), List.of());
          case org.assize.review.Dependencies.Folders folders ->
              Dependencies.given(
                  probe,
                  folders.paths().stream().map(p -> DiskProbe.absolute(Path.of(p))).toList());
          case org.assize.review.Dependencies.VirtualEnvironment _ ->
              Dependencies.ofProject(probe, root, activeEnvironment());
        };
    if (!found.notFound().isEmpty()) {
      throw new CannotReviewException(
          "--deps %s is no folder. Name the folder that holds the packages."
              .formatted(found.notFound().getFirst()));
    }
    List<SourceTree> trees = new ArrayList<>();
    for (String folder : found.roots()) {
      trees.add(tree(folder));
    }
    return trees;
  }

  private String activeEnvironment() {
    String active = environment.getOrDefault("VIRTUAL_ENV", "");
    return active.isEmpty() ? "" : DiskProbe.absolute(Path.of(active));
  }
}
