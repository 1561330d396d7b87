package org.assize.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines to try: written where all of them is known, and only with a text that arrives. */
class TryLineTest {
  private static final Pattern OBSERVATION =
      Pattern.compile(
          "\"status\" : \"defect\".*?\"try\" : (?:\"(?<line>(?:[^\"\\\\]|\\\\.)*)\"|null).*?"
              + "\"startLine\" : (?<at>\\d+)",
          Pattern.DOTALL);

  private static final String FLASK =
      """
      import os, sqlite3, re
      from flask import Flask, request, redirect
      app = Flask(__name__)
      db = sqlite3.connect("x.db")
      """;

  @TempDir Path folder;

  @Test
  void aRequestCarriesTheValueWhereTheCodeReadsIt() throws IOException {
    assertThat(
            tries(
                FLASK
                    + """
                    @app.get("/query")
                    def query():
                        return str(db.execute("SELECT a FROM t WHERE n = '" + request.args["q"] + "'"))
                    @app.route("/form", methods=["GET", "POST"])
                    def form():
                        os.system("convert label:" + request.form["title"])
                    @app.put("/json/<int:id>")
                    def json(id):
                        os.system("echo %s" % request.get_json()["a"]["b"])
                    @app.get("/header")
                    def header():
                        os.system("echo " + request.headers.get("X-Name"))
                    @app.get("/cookie")
                    def cookie():
                        os.system("echo " + request.cookies["theme"])
                    @app.get("/file/<path:name>")
                    def file(name):
                        return open("/srv/" + name)
                    @app.get("/go")
                    def go():
                        return redirect(request.args["next"])
                    """))
        .containsExactly(
            Map.entry(7, "curl 'http://HOST/query?q=%27%20OR%201=1--'"),
            Map.entry(10, "curl -d 'title=%3Bid' 'http://HOST/form'"),
            Map.entry(
                13,
                "curl -X PUT -H 'Content-Type: application/json' -d '{\"a\": {\"b\": \";id\"}}'"
                    + " 'http://HOST/json/1'"),
            Map.entry(16, "curl -H 'X-Name: ;id' 'http://HOST/header'"),
            Map.entry(19, "curl -b 'theme=|id' 'http://HOST/cookie'"),
            Map.entry(22, "curl --path-as-is 'http://HOST/file/..%2F..%2F..%2F..%2Fetc%2Fpasswd'"),
            Map.entry(25, "curl 'http://HOST/go?next=https://attacker.example/'"));
  }

  @Test
  void theTextPassesTheTestsOnItsWay() throws IOException {
    assertThat(
            tries(
                FLASK
                    + """
                    @app.get("/a")
                    def a():
                        x = request.args["x"]
                        if re.search(r"[;|&]", x):
                            return "no"
                        os.system("ls " + x)
                    @app.get("/b")
                    def b():
                        x = request.args["x"]
                        if not x.startswith("static/") or " " in x:
                            return "no"
                        return open(x)
                    @app.get("/c")
                    def c():
                        x = request.args["x"]
                        if not re.match("[a-z]+", x):
                            return "no"
                        os.system("ls " + x)
                    @app.get("/d")
                    def d():
                        return run(request.args["x"])
                    def run(x):
                        y = x.strip()
                        if len(y) > 3:
                            return "long"
                        os.system("ls '" + x + "'")
                    """))
        .containsExactly(
            Map.entry(10, "curl 'http://HOST/a?x=%24%28id%29'"),
            Map.entry(16, "curl 'http://HOST/b?x=static/../../../../etc/passwd'"),
            Map.entry(22, "curl 'http://HOST/c?x=x%3Bid'"),
            Map.entry(30, ""));
  }

  @Test
  void functionsOfTheTreeAreRunOnTheText() throws IOException {
    assertThat(
            tries(
                FLASK
                    + """
                    def plain(x):
                        kept = []
                        for c in x:
                            if c in "<>":
                                continue
                            kept.append(c)
                        try:
                            return int(x) < 3
                        except ValueError:
                            return len(kept) == len(x)
                    def quoted(x):
                        if any(c == "'" for c in x):
                            raise ValueError(x)
                    @app.get("/a")
                    def a():
                        x = request.args["x"]
                        if not plain(x):
                            return "no"
                        quoted(x)
                        os.system("ls " + x)
                    """))
        .containsExactly(Map.entry(24, "curl 'http://HOST/a?x=%3Bid'"));
  }

  @Test
  void whatIsMadeOfItselfManyTimesIsLookedAtOnce() throws IOException {
    assertThat(
            tries(
                FLASK
                    + """
                    @app.get("/a")
                    def a():
                        x = request.args["x"]
                        y = len(x)
                    """
                    + "    y = (y, y, y, y)\n".repeat(60)
                    + """
                        if y == "no":
                            return "no"
                        os.system("ls " + x)
                    """
                        .indent(4)))
        .isNotEmpty();
  }

  @Test
  void nothingIsGuessed() throws IOException {
    assertThat(
            tries(
                    FLASK
                        + """
                        from elsewhere import check, turned
                        @app.get("/a")
                        def a():
                            x = request.args[request.args["which"]]
                            os.system("ls " + x)
                        @app.get("/b")
                        def b():
                            os.system("ls " + turned(request.args["x"]))
                        @app.get("/c")
                        def c():
                            x = request.args["x"]
                            if not check(x):
                                return "no"
                            os.system("ls " + x)
                        @app.get(PREFIX + "/d")
                        def d():
                            os.system("ls " + request.args["x"])
                        def known(x):
                            if check(x):
                                raise ValueError(x)
                        @app.get("/e")
                        def e():
                            x = request.args["x"]
                            known(x)
                            os.system("ls " + x)
                        """)
                .values())
        .isNotEmpty()
        .containsOnly("");
  }

  @Test
  void aCallerCallsAndAClientOfParametersQueries() throws IOException {
    assertThat(
            tries(
                """
                import os
                from fastapi import FastAPI
                app = FastAPI()
                @app.get("/items/{item}")
                def item(item: int, q: str = "x"):
                    os.system("ls " + q)
                @app.post("/b")
                async def b(body: dict):
                    os.system("ls " + body["x"])
                def run(host, port, *, fast=False):
                    os.system("ping " + host)
                class Tool:
                    def start(self, name):
                        os.system("start " + name)
                """))
        .containsExactly(
            Map.entry(6, "curl 'http://HOST/items/1?q=%3Bid'"),
            Map.entry(
                9,
                "curl -H 'Content-Type: application/json' -d '{\"x\": \";id\"}' 'http://HOST/b'"),
            Map.entry(11, "app.run(host=';id', port=...)"),
            Map.entry(14, "app.Tool(...).start(name=';id')"));
  }

  @Test
  void theFirstStepSaysTheEntry() throws IOException {
    RealReview review =
        new RealReview(folder)
            .file(
                "app.py",
                FLASK
                    + """
                    @app.post("/run")
                    def run():
                        go(request.form["x"])
                    def go(x):
                        os.system("ls " + x)
                    def other(y):
                        os.system("ls " + y)
                    """);
    review.run("@", "--show", "defects");
    assertThat(review.out())
        .contains("POST /run (app.py:6): a client sends")
        .contains("public function other: a caller")
        .contains("   try  curl -d 'x=%3Bid' 'http://HOST/run'\n   fix  ");
    review.run("@", "--format", "markdown");
    assertThat(review.out()).contains("*Try:* `curl -d 'x=%3Bid' 'http://HOST/run'`");
    review.run("@", "--format", "sarif");
    assertThat(review.out()).contains("\"try\" : \"curl -d 'x=%3Bid' 'http://HOST/run'\"");
  }

  /** Returns what is to be tried by the line of the defect, nothing as an empty text. */
  private Map<Integer, String> tries(String text) throws IOException {
    RealReview review = new RealReview(folder).file("app.py", text);
    review.run("@", "--format", "json", "--show", "defects");
    Map<Integer, String> tries = new TreeMap<>();
    Matcher seen = OBSERVATION.matcher(review.out());
    while (seen.find()) {
      String line = seen.group("line") == null ? "" : seen.group("line").replace("\\\"", "\"");
      tries.put(Integer.parseInt(seen.group("at")), line);
    }
    return tries;
  }
}
