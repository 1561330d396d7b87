package org.assize.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntriesTest {
  @Test
  void decoratorsOfAbsentLibrariesRegister() {
    assertThat(
            Mapped.of(
                    """
                    from flask import Flask
                    import celery, click, unheard

                    app = Flask(__name__)

                    @app.route("/a/<name>", methods=["POST", "PUT"])
                    def handle(name): pass

                    @celery.shared_task
                    def later(order): pass

                    @click.command()
                    @click.option("--name")
                    def tool(name): pass

                    @unheard.plugin("x")
                    def plug(value): pass
                    """)
                .entries())
        .containsExactly(
            "remote decorator POST,PUT /a/<name> handle",
            "peer decorator later",
            "operator decorator tool",
            "caller decorator plug");
  }

  @Test
  void commandsOfAGroupAreTheOperators() {
    assertThat(
            Mapped.of(
                    """
                    import click

                    @click.group()
                    def cli(): pass

                    @cli.command()
                    def add(name): pass
                    """)
                .entries())
        .containsExactly("operator decorator cli", "operator decorator add");
  }

  @Test
  void aPathAmongTheArgumentsOfAnUnknownDecoratorRoutes() {
    assertThat(
            Mapped.of(
                    """
                    def init(app):
                        @app.route("/x")
                        def handle(name):
                            return name
                    """)
                .entries())
        .contains("remote decorator GET /x init.handle");
  }

  @Test
  void decoratorsOfTheTreeAndOfPythonRegisterNothing() {
    assertThat(
            Mapped.of(
                    """
                    import contextlib, functools

                    def logged(f):
                        @functools.wraps(f)
                        def wrapper(*args):
                            return f(*args)
                        return wrapper

                    @logged
                    def _hidden(x): return x

                    @functools.lru_cache
                    def _cached(x): return x

                    @contextlib.contextmanager
                    def _opened(x): yield x

                    class Shape:
                        @property
                        def area(self): return 1
                        @area.setter
                        def area(self, value): pass
                        @staticmethod
                        def _unit(): return 1
                    """)
                .entries())
        .isEmpty();
  }

  @Test
  void decoratorsThatOnlyWrapRegisterNothing() {
    assertThat(
            Mapped.of(
                    """
                    import tenacity, unheard

                    @tenacity.retry
                    def _fetch(url): return url

                    @unheard.timed
                    def _load(url): return _fetch(url)

                    print(_load("a"))
                    """)
                .entries())
        .isEmpty();
  }

  @Test
  void callablesAndTablesHandedToAbsentCalleesAreCalledFromThere() {
    assertThat(
            Mapped.of(
                    """
                    import unheard
                    from django.urls import path

                    def _one(x): pass
                    def _two(x): pass
                    def _three(request): pass
                    def _not(x): return x

                    unheard.subscribe(_one)
                    unheard.table({"two": [_two]})
                    urlpatterns = [path("three/", _three)]
                    sorted([1], key=_not)
                    """)
                .entries())
        .containsExactly(
            "caller callback _one", "caller callback _two", "remote callback three/ _three");
  }

  @Test
  void aCallbackHandedToTheTreeIsACall() {
    assertThat(
            Mapped.of(
                    """
                    def _apply(f, x): return f(x)
                    def _double(x): return 2 * x
                    print(_apply(_double, 1))
                    """)
                .entries())
        .isEmpty();
  }

  @Test
  void publicMethodsOfAnEndpointHandedThroughTheTreeAreCalledByPeers() {
    assertThat(
            Mapped.of(
                    """
                    import oslo_messaging

                    class _Endpoint:
                        def update(self, context, port): self._store(port)
                        def _store(self, port): pass

                    def _serve(endpoints):
                        return oslo_messaging.get_rpc_server("t", "x", endpoints)

                    _serve([_Endpoint()])
                    """)
                .entries())
        .containsExactly("peer callback _Endpoint.update");
  }

  @Test
  void methodsOfAbsentBasesAreCalledByThem() {
    assertThat(
            Mapped.of(
                    """
                    import http.server, json, unheard

                    class _Handler(http.server.BaseHTTPRequestHandler):
                        def do_GET(self): self._answer()
                        def _answer(self): pass

                    class _Encoder(json.JSONEncoder):
                        def default(self, o): return self.helper(o)
                        def helper(self, o): return str(o)

                    class _Plugin(unheard.Base):
                        def hook(self, value): self.own(value)
                        def own(self, value): pass
                    """)
                .entries())
        .containsExactly(
            "remote override _Handler.do_GET",
            "caller override _Encoder.default",
            "caller override _Plugin.hook");
  }

  @Test
  void aMethodThatOverridesTheTreesOwnBaseIsNone() {
    assertThat(
            Mapped.of(
                    """
                    class _Base:
                        def run(self): return self.step(1)
                        def step(self, x): return x

                    class _Derived(_Base):
                        def step(self, x): return -x

                    print(_Derived().run())
                    """)
                .entries())
        .isEmpty();
  }

  @Test
  void gatewaysAreKnownByTheirParameters() {
    assertThat(
            Mapped.of(
                    """
                    def application(environ, start_response): pass

                    class App:
                        async def __call__(self, scope, receive, send): pass

                    def _lookup(environ, key): return environ[key]
                    """)
                .entries())
        .containsExactly("remote gateway application", "remote gateway App.__call__");
  }

  @Test
  void projectFilesDeclareCommandsAndPlugins() {
    Mapped project =
        new Mapped()
            .file("pkg/__init__.py", "")
            .file(
                "pkg/cli.py",
                "def main(argv): pass\nclass Plug:\n    def __init__(self, x): pass\n")
            .file(
                "pyproject.toml",
                """
                [project]
                name = "pkg"
                [project.scripts]
                pkg-run = "pkg.cli:main"
                gone = "pkg.gone:main"
                [project.entry-points."host.plugins"]
                plug = "pkg.cli:Plug"
                """);
    assertThat(project.entries())
        .containsExactly("operator script pkg-run main", "caller script Plug.__init__");
  }

  @Test
  void theCallOfSetupDeclaresThemToo() {
    Mapped project =
        new Mapped()
            .file("pkg/__init__.py", "def main(argv): pass\n")
            .file(
                "setup.py",
                """
                from setuptools import setup
                setup(name="pkg", entry_points={"console_scripts": ["pkg-run = pkg:main"]})
                """);
    assertThat(project.entries()).contains("operator script pkg-run main");
  }

  @Test
  void modulesAreRunAsPrograms() {
    Mapped project =
        new Mapped()
            .file("pkg/__init__.py", "")
            .file("pkg/__main__.py", "print(1)\n")
            .file("tool.py", "def _main(): pass\nif __name__ == \"__main__\":\n    _main()\n");
    assertThat(project.entries())
        .containsExactly(
            "operator script python -m pkg (module)", "operator script python tool.py (module)");
  }

  @Test
  void whatIsPublicAndNotCalledIsOffered() {
    assertThat(
            Mapped.of(
                    """
                    def offered(x): return _helper(x)
                    def used(x): return x
                    def _helper(x): return used(x)

                    class Thing:
                        def __init__(self, x): self.x = x
                        def method(self, y): return self._own(y)
                        def _own(self, y): return y

                    class _Private:
                        def method(self): pass
                    """)
                .entries())
        .containsExactly(
            "caller public offered", "caller public Thing.__init__", "caller public Thing.method");
  }

  @Test
  void whatGetsACommandLineIsTheOperators() {
    assertThat(
            Mapped.of(
                    """
                    import argparse, cmd

                    class Debugger(cmd.Cmd):
                        def do_print(self, line): pass

                    class Base:
                        def add_options(self, parser): parser.add_argument("--file")

                    class Edit(Base):
                        def run(self, args, opts): pass
                        def help(self, topic): pass

                    class Chart:
                        def draw(self, options): pass

                    def show(parsed: argparse.Namespace): pass
                    def main(argv=None): pass
                    def plot(*args): pass
                    """)
                .entries())
        .containsExactly(
            "operator public Debugger.do_print",
            "caller public Base.add_options",
            "operator public Edit.run",
            "caller public Edit.help",
            "caller public Chart.draw",
            "operator public show",
            "operator public main",
            "caller public plot");
  }

  @Test
  void whatAParserCallsIsTheOperators() {
    assertThat(
            Mapped.of(
                    """
                    import argparse

                    def _list(args): pass
                    def _add(args): pass

                    parser = argparse.ArgumentParser()
                    commands = parser.add_subparsers()
                    adding = commands.add_parser("add")
                    adding.set_defaults(func=_add)
                    parser.set_defaults(func=_list)
                    """)
                .entries())
        .containsExactly("operator callback _list", "operator callback _add");
  }

  @Test
  void testFrameworksCollectTests() {
    Mapped project =
        new Mapped()
            .file("pkg/__init__.py", "def offered(x): return x\n")
            .file(
                "tests/test_pkg.py",
                """
                import unittest
                import pytest
                import pkg

                @pytest.fixture
                def thing(): return pkg.offered(1)

                def test_it(thing): assert thing

                class CaseTest(unittest.TestCase):
                    def setUp(self): pass
                    def test_more(self): self.check()
                    def check(self): pass
                """);
    assertThat(project.entries())
        .containsExactly(
            "caller public offered",
            "test caller test thing",
            "test constant test test_it",
            "test constant test CaseTest.setUp",
            "test constant test CaseTest.test_more");
  }

  @Test
  void theBestKnownWayInIsKept() {
    assertThat(
            Mapped.of(
                    """
                    from flask import Flask
                    import unheard
                    app = Flask(__name__)

                    @app.get("/a")
                    @app.get("/b")
                    @unheard.login
                    def handle(name): pass
                    """)
                .entries())
        .containsExactlyInAnyOrder(
            "remote decorator GET /a handle", "remote decorator GET /b handle");
  }
}
