package org.assize.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assize.base.Workers;
import org.assize.checks.ProgramView;
import org.assize.facts.StandardLibrary;
import org.assize.facts.Weakness;
import org.assize.knowledge.Knowledge;
import org.assize.knowledge.WeaknessRule;
import org.assize.program.Program;
import org.assize.program.ProgramFile;
import org.assize.program.PythonModule;
import org.assize.program.PythonModule.Origin;
import org.assize.program.source.Discovery;
import org.assize.program.source.PathFilter;
import org.assize.program.source.Skipped;
import org.assize.program.source.SourceFile;
import org.assize.program.source.SourceSet;
import org.assize.program.source.SourceTree;
import org.assize.resources.NotebookSource;
import org.assize.review.Coverage.InternalFault;
import org.assize.review.Coverage.NotParsed;
import org.assize.syntax.PythonVersion;

/** Reviews a program: finds and reads its files, asks every check, and says what was found. */
public final class ProjectReviewer implements Reviewer {
  private final Tool tool;
  private final Knowledge knowledge;
  private final StandardLibrary standardLibrary;
  private final Workspace workspace;

  /**
   * Prepares a reviewer.
   *
   * @param version of the tool, for its reports
   */
  public ProjectReviewer(
      String version, Knowledge knowledge, StandardLibrary standardLibrary, Workspace workspace) {
    this.tool = new Tool("assize", version, knowledge.version());
    this.knowledge = knowledge;
    this.standardLibrary = standardLibrary;
    this.workspace = workspace;
  }

  @Override
  public Tool tool() {
    return tool;
  }

  @Override
  public List<Weakness> weaknesses() {
    return knowledge.rules().stream().map(WeaknessRule::weakness).toList();
  }

  @Override
  public Reviewed review(ReviewRequest request, Progress progress) throws CannotReviewException {
    Workers workers = Workers.of(request.jobs());
    Workspace.Opened opened = workspace.open(request);
    progress.phase("finding files", 0);
    PathFilter filter = PathFilter.of(request.include(), request.exclude());
    SourceSet sources = Discovery.discover(opened.tree(), opened.scope(), filter);
    if (sources.scope().isEmpty()) {
      throw new CannotReviewException(nothing(sources));
    }
    List<ReadFile> files = read(request, opened, sources, workers, progress);
    return judge(request, sources, files, workers, progress);
  }

  private static String nothing(SourceSet sources) {
    Optional<Skipped> gap = sources.gaps().stream().findFirst();
    return gap.map(g -> g.path() + ": " + g.message())
        .orElse("nothing to review: no Python file below the given paths, after exclusions.");
  }

  private static List<ReadFile> read(
      ReviewRequest request,
      Workspace.Opened opened,
      SourceSet sources,
      Workers workers,
      Progress progress) {
    Optional<PythonVersion> version =
        Optional.ofNullable(request.python()).flatMap(PythonVersion::parse);
    progress.phase("parsing", sources.files().size());
    List<ReadFile> files =
        new ArrayList<>(
            new ProgramReader(opened.tree(), version, Origin.PROJECT)
                .read(sources.files(), workers, progress));
    for (SourceTree dependency : opened.dependencies()) {
      List<SourceFile> found = Discovery.discover(dependency, List.of(), PathFilter.ALL).files();
      files.addAll(
          new ProgramReader(dependency, version, Origin.DEPENDENCY)
              .read(found, workers, Progress.NONE));
    }
    return files;
  }

  private Reviewed judge(
      ReviewRequest request,
      SourceSet sources,
      List<ReadFile> files,
      Workers workers,
      Progress progress) {
    List<ProgramFile> parsed = files.stream().flatMap(f -> f.parsed().stream()).toList();
    progress.phase("resolving names", 0);
    Program program = Program.of(parsed, workers);
    ProgramView view = new ProgramView(program, knowledge.facts());
    List<PythonModule> scope = program.modules().stream().filter(PythonModule::inScope).toList();
    progress.phase("reviewing", scope.size());
    List<CheckRunner.Result> results =
        new CheckRunner(view, rules(request.selection())).run(scope, workers, progress);
    Places places = new Places(notebooks(files));
    List<Observation> observations = new ArrayList<>();
    List<InternalFault> faults = new ArrayList<>();
    FindingTranslator translator = new FindingTranslator(view, places);
    for (CheckRunner.Result result : results) {
      observations.addAll(translator.translate(result.findings()));
      faults.addAll(result.faults());
    }
    Coverage coverage =
        new CoverageStatement(view, standardLibrary)
            .of(scope, notParsed(sources, files), observations, faults);
    RoleSentence roles = new RoleSentence(view, places);
    List<FileSummary> summaries = scope.stream().map(roles::summarize).toList();
    Review review = Review.of(tool, size(program), coverage, summaries, observations);
    return new Reviewed(review, path -> program.at(path).map(PythonModule::text));
  }

  private List<WeaknessRule> rules(Selection selection) {
    return knowledge.rules().stream()
        .filter(r -> selection.includes(r.weakness().area(), r.weakness().id()))
        .toList();
  }

  private static Map<String, NotebookSource> notebooks(List<ReadFile> files) {
    Map<String, NotebookSource> notebooks = new HashMap<>();
    for (ReadFile file : files) {
      if (file.notebook() != null) {
        notebooks.put(file.path(), file.notebook());
      }
    }
    return notebooks;
  }

  /** Problems of the scope; what the rest of the program lacks shows where a check needed it. */
  private static List<NotParsed> notParsed(SourceSet sources, List<ReadFile> files) {
    List<NotParsed> problems = new ArrayList<>();
    sources.gaps().forEach(gap -> problems.add(new NotParsed(gap.path(), 1, gap.message())));
    Set<String> inScope = new HashSet<>();
    sources.scope().forEach(file -> inScope.add(file.path()));
    for (ReadFile file : files) {
      if (inScope.contains(file.path())) {
        problems.addAll(file.problems());
      }
    }
    return problems;
  }

  private static ProgramSize size(Program program) {
    List<PythonModule> own =
        program.modules().stream().filter(m -> m.origin() == Origin.PROJECT).toList();
    return new ProgramSize(own.size(), own.stream().mapToInt(m -> m.text().lineCount()).sum());
  }
}
