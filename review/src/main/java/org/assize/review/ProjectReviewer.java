package org.assize.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.base.Workers;
import org.assize.checks.ProgramView;
import org.assize.facts.StandardLibrary;
import org.assize.facts.Weakness;
import org.assize.knowledge.Knowledge;
import org.assize.knowledge.WeaknessRule;
import org.assize.program.Program;
import org.assize.program.PythonModule;
import org.assize.program.PythonModule.Origin;
import org.assize.program.Requirements;
import org.assize.program.source.Discovery;
import org.assize.program.source.PathFilter;
import org.assize.program.source.SourceSet;
import org.assize.program.source.SourceTree;
import org.assize.resources.NotebookSource;
import org.assize.review.Coverage.InternalFault;
import org.assize.syntax.PythonVersion;
import org.assize.value.ProgramValues;
import org.assize.value.entry.Declaration;

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
    Read read = read(request, workers, progress);
    return judge(request, read, workers, progress);
  }

  @Override
  public ProgramMap map(ReviewRequest request, Progress progress) throws CannotReviewException {
    Workers workers = Workers.of(request.jobs());
    Read read = read(request, workers, progress);
    progress.phase(Phase.RESOLVING, 0);
    Program program = read.program(workers);
    ProgramView view = new ProgramView(program, knowledge.facts());
    List<PythonModule> scope = program.modules().stream().filter(PythonModule::inScope).toList();
    progress.phase(Phase.FOLLOWING, 0);
    ProgramMapper mapper =
        new ProgramMapper(
            view,
            standardLibrary,
            new Places(notebooks(read.files())),
            Declarations.of(read.tree(), program),
            ProgramValues.of(view.resolver(), view.facts(), view.roles()::isTest).withTests());
    List<MappedFile> files = scope.stream().map(mapper::map).toList();
    return new ProgramMap(size(program), files, read.gaps().all(), read.gaps().unread());
  }

  /** The files of a program as they were read. */
  private record Read(SourceTree tree, List<ReadFile> files, Gaps gaps) {
    Program program(Workers workers) {
      return Program.of(files.stream().flatMap(f -> f.parsed().stream()).toList(), workers);
    }
  }

  private Read read(ReviewRequest request, Workers workers, Progress progress)
      throws CannotReviewException {
    Workspace.Opened opened = workspace.open(request);
    progress.phase(Phase.FINDING, 0);
    PathFilter filter = PathFilter.of(request.include(), request.exclude());
    SourceSet sources = Discovery.discover(opened.tree(), opened.scope(), filter);
    List<ReadFile> files =
        sources.scope().isEmpty() ? List.of() : parse(request, opened, sources, workers, progress);
    Gaps gaps = Gaps.of(opened.scope(), sources, files).with(opened.missing());
    if (gaps.nothingRead()) {
      throw new CannotReviewException(gaps.all().isEmpty() ? nothing(request) : gaps.sentence());
    }
    return new Read(opened.tree(), files, gaps);
  }

  private static String nothing(ReviewRequest request) {
    return ("nothing to review: no Python file in %s, or every one is left out (--include,"
            + " --exclude, .gitignore, folders of builds and packages). Name a file to have it"
            + " reviewed.")
        .formatted(String.join(", ", request.paths()));
  }

  private static List<ReadFile> parse(
      ReviewRequest request,
      Workspace.Opened opened,
      SourceSet sources,
      Workers workers,
      Progress progress) {
    Optional<PythonVersion> version =
        Optional.ofNullable(request.python()).flatMap(PythonVersion::parse);
    progress.phase(Phase.PARSING, sources.files().size());
    List<ReadFile> files =
        new ArrayList<>(
            new ProgramReader(opened.tree(), version, Origin.PROJECT)
                .read(sources.files(), workers, progress));
    List<InstalledCode> installed =
        opened.dependencies().stream()
            .map(tree ->
                new InstalledCode(
                    tree, new ProgramReader(tree, version, Origin.DEPENDENCY), workers))
            .toList();
    files.addAll(InstalledCode.imported(installed, files, workers));
    return files;
  }

  private Reviewed judge(ReviewRequest request, Read read, Workers workers, Progress progress) {
    progress.phase(Phase.RESOLVING, 0);
    Program program = read.program(workers);
    Requirements requirements = new Requirements(read.tree());
    ProgramView view = new ProgramView(program, knowledge.facts(), requirements);
    List<PythonModule> scope = program.modules().stream().filter(PythonModule::inScope).toList();
    progress.phase(Phase.REVIEWING, scope.size());
    List<InternalFault> faults = new ArrayList<>();
    List<WeaknessRule> rules = rules(request.selection());
    List<CheckRunner.Result> results = new CheckRunner(view, rules).run(scope, workers, progress);
    if (!Flows.flowRules(rules).isEmpty()) {
      progress.phase(Phase.FOLLOWING, 0);
      List<Declaration> declarations = Declarations.of(read.tree(), program);
      results =
          new FlowRunner(() -> Flows.of(view, standardLibrary, declarations, rules))
              .add(results, workers, faults);
    }
    results = new Weighing(view, read.tree()).weighed(results);
    Places places = new Places(notebooks(read.files()));
    List<Observation> observations = translated(results, view, places, workers);
    results.forEach(result -> faults.addAll(result.faults()));
    Coverage coverage =
        new CoverageStatement(
                view, standardLibrary, LookedFor.of(weaknesses(), request.selection()))
            .of(scope, read.gaps().all(), observations, faults);
    RoleSentence roles = new RoleSentence(view, places);
    List<FileSummary> summaries = workers.map(scope, roles::summarize);
    Review review = Review.of(tool, size(program), coverage, summaries, observations);
    return new Reviewed(
        review,
        path -> program.at(path).map(PythonModule::text).or(() -> requirements.text(path)),
        read.gaps().unread());
  }

  private List<Observation> translated(
      List<CheckRunner.Result> results, ProgramView view, Places places, Workers workers) {
    FindingTranslator translator = new FindingTranslator(view, places, weaknesses());
    return workers.map(results, result -> translator.translate(result.findings())).stream()
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public LineExplanation explain(ReviewRequest request, int line, Progress progress)
      throws CannotReviewException {
    Workers workers = Workers.of(request.jobs());
    Read read = read(request, workers, progress);
    progress.phase(Phase.RESOLVING, 0);
    Program program = read.program(workers);
    ProgramView view = new ProgramView(program, knowledge.facts());
    PythonModule module = only(request, line, program, read);
    List<WeaknessRule> rules = rules(Selection.ALL);
    List<CheckRunner.Result> results =
        new CheckRunner(view, rules).run(List.of(module), workers, progress);
    progress.phase(Phase.FOLLOWING, 0);
    List<Declaration> declarations = Declarations.of(read.tree(), program);
    Flows flows = Flows.of(view, standardLibrary, declarations, rules);
    results = new FlowRunner(() -> flows).add(results, workers, new ArrayList<>());
    results = new Weighing(view, read.tree()).weighed(results);
    Places places = new Places(notebooks(read.files()));
    ProgramMapper mapper =
        new ProgramMapper(
            view, standardLibrary, places, declarations, flows.production().withTests());
    List<Observation> observations = translated(results, view, places, workers);
    return new LineExplainer(mapper, flows, places, module, line, observations)
        .explain(size(program), path -> program.at(path).map(PythonModule::text), workers);
  }

  private static PythonModule only(ReviewRequest request, int line, Program program, Read read)
      throws CannotReviewException {
    List<PythonModule> scope = program.modules().stream().filter(PythonModule::inScope).toList();
    String named = String.join(", ", request.paths());
    if (scope.size() != 1) {
      throw new CannotReviewException("a line belongs to one file of Python: " + named);
    }
    PythonModule module = scope.getFirst();
    if (notebooks(read.files()).containsKey(module.path())) {
      throw new CannotReviewException(
          "lines of a notebook belong to its cells: assize explain " + named + " explains it all");
    }
    if (line < 1 || line > module.text().lineCount()) {
      throw new CannotReviewException(
          "no such line: %s has %d lines".formatted(named, module.text().lineCount()));
    }
    return module;
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

  private static ProgramSize size(Program program) {
    List<PythonModule> own =
        program.modules().stream().filter(m -> m.origin() == Origin.PROJECT).toList();
    return new ProgramSize(own.size(), own.stream().mapToInt(m -> m.text().lineCount()).sum());
  }
}
