// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/markdown.h"
#include "engine/lesson/python_highlight.h"
#include "tests/support/paths.h"

#include <QRegularExpression>
#include <QtTest>

namespace forkscope::lesson {

namespace {

QString bodyOf(const QString& markdown) {
    const QString html = markdownToHtml(markdown, {});
    const qsizetype begin = html.indexOf("<body>") + 6;
    return html.mid(begin, html.indexOf("</body>") - begin);
}

QString withoutTags(QString html) {
    html.remove(QRegularExpression("<[^>]*>"));
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
}

QString span(const QString& color, const QString& text) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(color, text);
}

} // namespace

class MarkdownTest : public QObject {
    Q_OBJECT

  private slots:
    void inlines_data();
    void inlines();
    void codeStandsInACellOfItsOwn();
    void onlyPythonIsColoured();
    void calloutsAreColouredByTheirWord_data();
    void calloutsAreColouredByTheirWord();
    void aCalloutMayHoldCodeAndLists();
    void tablesKeepTheirAlignment();
    void listsNest();
    void rawHtmlIsShownAsText();
    void coloursComeFromTheTheme();
    void oddInputGivesAPage_data();
    void oddInputGivesAPage();
    void pythonTokens_data();
    void pythonTokens();
    void pythonLosesNoCharacter();
};

void MarkdownTest::inlines_data() {
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("html");
    QTest::newRow("paragraph") << "one\ntwo"
                               << "<p>one\ntwo</p>\n";
    QTest::newRow("heading") << "## Two"
                             << "<h2>Two</h2>\n";
    QTest::newRow("bold") << "a **b** c"
                          << "<p>a <b>b</b> c</p>\n";
    QTest::newRow("italic") << "a *b* c"
                            << "<p>a <i>b</i> c</p>\n";
    QTest::newRow("code") << "a `x < 1` c"
                          << "<p>a <code>x &lt; 1</code> c</p>\n";
    QTest::newRow("hard break") << "a\\\nb"
                                << "<p>a<br>b</p>\n";
    QTest::newRow("entity") << "a &amp; b"
                            << "<p>a &amp; b</p>\n";
    QTest::newRow("ampersand") << "a & b"
                               << "<p>a &amp; b</p>\n";
    QTest::newRow("program") << "[run](program:tickets_locked)"
                             << "<p><a href=\"program:tickets_locked\">run</a></p>\n";
    QTest::newRow("link") << "[a](https://a.example/?x=1&y=%22)"
                          << "<p><a href=\"https://a.example/?x=1&amp;y=%22\">a</a></p>\n";
    QTest::newRow("image") << "![alt](a.png)"
                           << "<p><img src=\"a.png\"></p>\n";
    QTest::newRow("snake case") << "task_done_once"
                                << "<p>task_done_once</p>\n";
    QTest::newRow("Chinese") << "**锁**"
                             << "<p><b>锁</b></p>\n";
}

void MarkdownTest::inlines() {
    QFETCH(QString, markdown);
    QFETCH(QString, html);
    QCOMPARE(bodyOf(markdown), html);
}

void MarkdownTest::codeStandsInACellOfItsOwn() {
    const QString html = bodyOf("```\na < b\n\n  c\n```");
    QVERIFY(html.startsWith("<table class=\"code\""));
    QVERIFY(html.contains("bgcolor=\"" + HtmlColors().raised + "\""));
    QVERIFY(html.contains("cellpadding=\"10\""));
    QVERIFY(html.contains("<pre>a &lt; b\n\n  c</pre>"));
}

void MarkdownTest::onlyPythonIsColoured() {
    QVERIFY(bodyOf("```python\nimport time\n```").contains(span(HtmlColors().keyword, "import")));
    QVERIFY(!bodyOf("```\nimport time\n```").contains("<span"));
    QVERIFY(!bodyOf("```text\nimport time\n```").contains("<span"));
}

void MarkdownTest::calloutsAreColouredByTheirWord_data() {
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("bar");
    const HtmlColors colors;
    QTest::newRow("watch") << "> **Watch** the lane" << colors.noteBar;
    QTest::newRow("try") << "> **Try it.** Change *this*" << colors.tryBar;
    QTest::newRow("myth") << "> **Myth:** no" << colors.careBar;
    QTest::newRow("careful") << "> **Careful** with it" << colors.careBar;
    QTest::newRow("another word") << "> **Fact.** It is" << colors.noteBar;
    QTest::newRow("bold later") << "> A **Myth** inside" << colors.line;
    QTest::newRow("plain") << "> quoted" << colors.line;
    QTest::newRow("bold in a second paragraph") << "> one\n>\n> **Myth** two" << colors.line;
}

void MarkdownTest::calloutsAreColouredByTheirWord() {
    QFETCH(QString, markdown);
    QFETCH(QString, bar);
    const QString html = bodyOf(markdown);
    QVERIFY2(html.contains("<td width=\"4\" bgcolor=\"" + bar + "\"></td>"), qPrintable(html));
    QCOMPARE(html.contains("class=\"inside\" bgcolor="), bar != HtmlColors().line);
}

void MarkdownTest::aCalloutMayHoldCodeAndLists() {
    const QString html =
        bodyOf("> **Try** this:\n>\n> ```python\n> x = 1\n> ```\n>\n> - one\n> - two\n\nafter");
    QCOMPARE(html.count("<table"), 2);
    QCOMPARE(html.count("</table>"), 2);
    QVERIFY(html.indexOf("<li>two</li>") < html.lastIndexOf("</table>"));
    QVERIFY(html.endsWith("<p>after</p>\n"));
}

void MarkdownTest::tablesKeepTheirAlignment() {
    const QString html = bodyOf("| a | b |\n|---|--:|\n| `x` | 2 |\n");
    QVERIFY(html.contains("<th align=\"left\">a</th><th align=\"right\">b</th>"));
    QVERIFY(html.contains("<td align=\"left\"><code>x</code></td><td align=\"right\">2</td>"));
    QVERIFY(markdownToHtml("", {}).contains("border-collapse: collapse"));
}

void MarkdownTest::listsNest() {
    QCOMPARE(bodyOf("3. a\n   - b\n4. c\n").remove('\n'),
             QString("<ol start=\"3\"><li>a<ul><li>b</li></ul></li><li>c</li></ol>"));
}

void MarkdownTest::rawHtmlIsShownAsText() {
    const QString html = bodyOf("<b onclick=x>hi</b>\n\n<script>\nalert()\n</script>\n");
    QVERIFY(!html.contains("<script") && !html.contains("<b "));
    QVERIFY(html.contains("&lt;script&gt;"));
    QVERIFY(!bodyOf("[a](<x\"onclick=y>)").contains("\"onclick"));
}

void MarkdownTest::coloursComeFromTheTheme() {
    HtmlColors colors;
    colors.text = "#010203";
    colors.link = "#040506";
    colors.codeFamily = "Some Mono";
    const QString html = markdownToHtml("x", colors);
    QVERIFY(html.contains("color: #010203") && html.contains("color: #040506"));
    QVERIFY(html.contains("font-family: 'Some Mono'"));
}

void MarkdownTest::oddInputGivesAPage_data() {
    QTest::addColumn<QString>("markdown");
    QTest::newRow("empty") << "";
    QTest::newRow("open fence") << "```python\nx = '";
    QTest::newRow("percent signs") << "%1 %2 %3 `%1`";
    QTest::newRow("null") << QString("a") + QChar(0) + "b";
    QTest::newRow("only a quote mark") << ">";
    QTest::newRow("deep quotes") << QString(200, '>') + " **Myth** x";
    QTest::newRow("image in a link in a heading") << "# [![a **b**](c.png)](program:d)";
}

void MarkdownTest::oddInputGivesAPage() {
    QFETCH(QString, markdown);
    const QString html = markdownToHtml(markdown, {});
    QVERIFY(html.startsWith("<html>") && html.endsWith("</body></html>"));
    QCOMPARE(html.count("<table"), html.count("</table>"));
    QCOMPARE(html.count("%1"), markdown.count("%1"));
}

void MarkdownTest::pythonTokens_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("html");
    const HtmlColors c;
    QTest::newRow("keyword") << "with a" << span(c.keyword, "with") + " a";
    QTest::newRow("not a keyword") << "without"
                                   << "without";
    QTest::newRow("definition") << "def buy()"
                                << span(c.keyword, "def") + " " + span(c.definition, "buy") + "()";
    QTest::newRow("comment") << "a # if 'x'"
                             << "a " + span(c.comment, "# if 'x'");
    QTest::newRow("string") << "'a # b' c" << span(c.string, "'a # b'") + " c";
    QTest::newRow("escaped quote") << R"('a\'b' c)" << span(c.string, R"('a\'b')") + " c";
    QTest::newRow("f-string") << "f'{a}'" << span(c.string, "f'{a}'");
    QTest::newRow("name before a string") << "buf 'a'"
                                          << "buf " + span(c.string, "'a'");
    QTest::newRow("triple") << "'''a\n'b\n''' c" << span(c.string, "'''a\n'b\n'''") + " c";
    QTest::newRow("unclosed ends with its line")
        << "'a\nif" << span(c.string, "'a") + "\n" + span(c.keyword, "if");
    QTest::newRow("number") << "x1 = 0.25"
                            << "x1 = " + span(c.number, "0.25");
    QTest::newRow("decorator") << "@a.b\nx @ y" << span(c.definition, "@a.b") + "\nx @ y";
    QTest::newRow("less than") << "a < b"
                               << "a &lt; b";
}

void MarkdownTest::pythonTokens() {
    QFETCH(QString, source);
    QFETCH(QString, html);
    QCOMPARE(highlightPython(source, {}), html);
}

void MarkdownTest::pythonLosesNoCharacter() {
    QDirIterator files(tests::lessonsSource(), {"*.py"}, QDir::Files,
                       QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString source = QString::fromUtf8(file.readAll());
        QCOMPARE(withoutTags(highlightPython(source, {})), source);
        ++seen;
    }
    QVERIFY(seen > 0);
}

} // namespace forkscope::lesson

QTEST_GUILESS_MAIN(forkscope::lesson::MarkdownTest)
#include "markdown_test.moc"
