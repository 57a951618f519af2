// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a real run: what is in the file is what the views show, in each format.
#include "gui/takealong/chart_painting.h"
#include "gui/takealong/picture_file.h"
#include "gui/takealong/stage_painting.h"
#include "gui/takealong/svg_device.h"
#include "gui/takealong/timeline_sheet.h"
#include "tests/gui/takealong/recorded_run.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

#include <csignal>
#include <sys/resource.h>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class PictureTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void cleanupTestCase() { run_.reset(); }
    void aPngShowsWhatTheViewShows_data();
    void aPngShowsWhatTheViewShows();
    void everyFormatShowsTheSame_data();
    void everyFormatShowsTheSame();
    void theStageIsWhole();
    void theTimelineIsWholeWhenTheViewScrolls();
    void theMeasuredStretchIsInThePicture();
    void theComparedChartsAreBothThere();
    void aChartOfOneObjectNamesIt();
    void svgKeepsClipsAndPatterns();
    void aFailureIsASentenceAndLeavesNothing();
    void aFullDiskLeavesTheOldPicture();

  private:
    Painting paintingOf(const QString& what);
    std::unique_ptr<RecordedRun> run_;
};

void PictureTest::initTestCase() {
    run_ = std::make_unique<RecordedRun>();
    QVERIFY(run_->whileHeld() > 0);
}

Painting PictureTest::paintingOf(const QString& what) {
    const world::History& history = run_->history();
    const trace::Time at = run_->whileHeld();
    if (what == "stage")
        return stagePainting(history.now(), history.at(at), at, Arrangement::Wide);
    return what == "timeline" ? timelinePainting(run_->timeline, at) : chartPainting(run_->charts);
}

// The words of an SVG, one text element a line.
static QStringList wordsOf(const QString& svg) {
    QFile file(svg);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader reader(&file);
    QStringList words;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text"))
            words += reader.readElementText();
    if (reader.hasError())
        QTest::qFail(qPrintable(reader.errorString()), __FILE__, __LINE__);
    return words;
}

void PictureTest::aPngShowsWhatTheViewShows_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QColor>("color");
    const Colors& c = lightColors();
    QTest::newRow("who holds the mutex sleeps") << "stage" << c.sleeping.fill;
    QTest::newRow("who waits at the queue") << "stage" << c.waitsQueue.fill;
    QTest::newRow("running") << "timeline"
                             << TimelineColors::light().state[std::size_t(world::LaneState::Running)];
    QTest::newRow("the mutex's owner") << "timeline" << TimelineColors::light().identity[1];
    QTest::newRow("the playhead") << "timeline" << TimelineColors::light().accent;
    QTest::newRow("sleeping") << "chart" << c.sleeping.fill;
}

void PictureTest::aPngShowsWhatTheViewShows() {
    QFETCH(QString, what);
    QFETCH(QColor, color);
    const Painting painting = paintingOf(what);
    for (const int scale : {1, 2}) {
        const QString path = run_->out(what + ".png");
        QVERIFY(gui::writePicture(painting, path, scale));
        const QImage image(path);
        QCOMPARE(image.size(), (painting.size * scale).toSize());
        QVERIFY(count(image, color) > 30 * scale);
    }
}

void PictureTest::everyFormatShowsTheSame_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("stage") << "stage" << QStringList{"packer", "sender", "mutex", "orders"};
    QTest::newRow("timeline") << "timeline" << QStringList{"packer", "sender", "mutex", "orders", "Sleeping"};
    QTest::newRow("chart") << "chart" << QStringList{"packer", "sender"};
}

void PictureTest::everyFormatShowsTheSame() {
    QFETCH(QString, what);
    QFETCH(QStringList, words);
    const QString png = run_->out("all.png"), svg = run_->out("all.svg"), pdf = run_->out("all.PDF");
    for (const QString& path : {png, svg, pdf})
        QVERIFY(gui::writePicture(paintingOf(what), path, 1));
    const QString inSvg = wordsOf(svg).join(' ');
    for (const QString& word : words)
        QVERIFY2(inSvg.contains(word), qPrintable(word + " in " + inSvg));
    const QRegularExpression time("[0-9] m?s\\b"); // of the axis: a run takes longer on a busy machine
    QVERIFY2(what != "timeline" || inSvg.count(time) >= 3, qPrintable(inSvg));
    QFile file(pdf);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF"));
    if (!has("rsvg-convert") || !has("pdftoppm"))
        QSKIP("rsvg-convert (librsvg2-bin) or pdftoppm (poppler-utils) is missing: the drawings were not "
              "looked at");
    const QString inPdf = QString::fromUtf8(outputOf("pdftotext", {"-layout", pdf, "-"}));
    for (const QString& word : words)
        QVERIFY2(inPdf.contains(word), qPrintable(word + " in " + inPdf));
    const QImage expected(png);
    const QImage drawn = QImage::fromData(outputOf("rsvg-convert", {svg}));
    QCOMPARE(drawn.size(), expected.size());
    QVERIFY(difference(expected, drawn) < 1.5);
    const QImage page = QImage::fromData(outputOf("pdftoppm", {"-r", "96", "-png", pdf}));
    QVERIFY(std::abs(page.width() - expected.width()) <= 1); // in points, which need not be whole pixels
    QVERIFY(difference(expected, page) < 3);
}

void PictureTest::theStageIsWhole() {
    const Painting painting = paintingOf("stage");
    const QString path = run_->out("stage.png");
    QVERIFY(gui::writePicture(painting, path, 1));
    const QImage image(path);
    constexpr int kEdge = 8; // nothing reaches into the margin
    const QColor ground = lightColors().panel;
    for (const QRect& edge :
         {QRect(0, 0, image.width(), kEdge), QRect(0, image.height() - kEdge, image.width(), kEdge),
          QRect(0, 0, kEdge, image.height()), QRect(image.width() - kEdge, 0, kEdge, image.height())})
        QCOMPARE(count(image, ground, edge), edge.width() * edge.height());
}

void PictureTest::theTimelineIsWholeWhenTheViewScrolls() {
    const QSizeF whole = paintingOf("timeline").size;
    run_->timeline.resize(1000, 140);
    const auto restore = qScopeGuard([this] { run_->timeline.resize(1000, 300); });
    QCOMPARE(paintingOf("timeline").size, whole);
    QVERIFY(whole.height() > 140);
}

void PictureTest::theMeasuredStretchIsInThePicture() {
    run_->timeline.zoom()->setSelection(timeline::TimeRange{0, 100'000'000});
    const auto restore = qScopeGuard([this] { run_->timeline.zoom()->setSelection(std::nullopt); });
    const QString path = run_->out("measured.svg");
    QVERIFY(gui::writePicture(paintingOf("timeline"), path));
    QVERIFY(wordsOf(path).join(' ').contains("100 ms · "));
}

void PictureTest::theComparedChartsAreBothThere() {
    const QSizeF one = paintingOf("chart").size;
    run_->charts.keep();
    run_->charts.setHistory(&run_->history(), "again");
    const auto restore = qScopeGuard([this] { run_->charts.stopComparing(); });
    const Painting both = paintingOf("chart");
    QVERIFY(both.size.height() > one.height() * 1.5);
    const QString path = run_->out("compared.svg");
    QVERIFY(gui::writePicture(both, path));
    const QString words = wordsOf(path).join('\n');
    QVERIFY(words.contains("Kept: parcels"));
    QVERIFY(words.contains("This run"));
    QCOMPARE(words.count("packer"), 2);
}

void PictureTest::aChartOfOneObjectNamesIt() {
    run_->charts.choose(ChartKind::LockTimes);
    const auto restore = qScopeGuard([this] { run_->charts.choose(ChartKind::States); });
    const QString path = run_->out("lock.svg");
    QVERIFY(gui::writePicture(paintingOf("chart"), path));
    QVERIFY(wordsOf(path).contains("mutex"));
}

void PictureTest::svgKeepsClipsAndPatterns() {
    QImage tile(2, 2, QImage::Format_RGB32);
    tile.fill(Qt::blue);
    const Painting painting{QSizeF(40, 40), [&tile](QPainter& painter) {
                                painter.setPen(Qt::NoPen);
                                painter.fillRect(0, 0, 40, 40, Qt::white);
                                painter.save();
                                painter.setClipRect(0, 0, 20, 40);
                                painter.fillRect(0, 0, 40, 20, Qt::red);
                                painter.restore();
                                painter.fillRect(20, 20, 20, 20, QBrush(tile));
                            }};
    const QString path = run_->out("clip.svg");
    QVERIFY(gui::writePicture(painting, path));
    if (!has("rsvg-convert"))
        QSKIP("rsvg-convert (librsvg2-bin) is missing: the drawing was not looked at");
    const QImage image = QImage::fromData(outputOf("rsvg-convert", {path}));
    QCOMPARE(image.pixelColor(10, 10), QColor(Qt::red));
    QCOMPARE(image.pixelColor(30, 10), QColor(Qt::white)); // beyond the clip
    QCOMPARE(image.pixelColor(30, 30), QColor(Qt::blue));
    QCOMPARE(image.pixelColor(10, 30), QColor(Qt::white));
}

void PictureTest::aFailureIsASentenceAndLeavesNothing() {
    const Painting painting = paintingOf("stage");
    QVERIFY(gui::writePicture(painting, run_->out("file.png")));
    const QString below = run_->out("file.png/below.png");
    for (const QString& path :
         {below, QStringLiteral("/nowhere/at/all.svg"), run_->out("name.jpeg"), run_->out("name")}) {
        const Outcome written = gui::writePicture(painting, path);
        QVERIFY(!written);
        QVERIFY(QString::fromStdString(written.error()).startsWith(path + " could not be written: "));
        QVERIFY(!QFile::exists(path));
    }
    const Outcome empty = gui::writePicture(Painting(), run_->out("empty.png"));
    QVERIFY(!empty);
    QVERIFY(!QFile::exists(run_->out("empty.png")));
}

// A limit on the size of files stands for the disk that is full.
void PictureTest::aFullDiskLeavesTheOldPicture() {
    const QString path = run_->out("kept.png");
    QVERIFY(gui::writePicture(paintingOf("chart"), path));
    const QStringList before = run_->written();
    const QImage old(path);
    signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlimit small{1000, limit.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const Outcome png = gui::writePicture(paintingOf("stage"), path);
    const Outcome svg = gui::writePicture(paintingOf("stage"), run_->out("full.svg"));
    const Outcome pdf = gui::writePicture(paintingOf("stage"), run_->out("full.pdf"));
    setrlimit(RLIMIT_FSIZE, &limit);
    for (const Outcome* written : {&png, &svg, &pdf}) {
        QVERIFY(!*written);
        QVERIFY2(QString::fromStdString(written->error()).contains("File too large"),
                 written->error().c_str());
    }
    QCOMPARE(QImage(path), old);
    QCOMPARE(run_->written(), before);
}

QTEST_MAIN(PictureTest)
#include "picture_test.moc"
