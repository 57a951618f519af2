// SPDX-License-Identifier: GPL-3.0-or-later
// Animations of a real run: the frames show it going on, the file holds them all; without ffmpeg, without
// room and after Cancel there is a sentence and no file.
#include "gui/takealong/film_choice.h"
#include "gui/takealong/film_writer.h"
#include "tests/gui/takealong/recorded_run.h"

#include <QComboBox>
#include <QImageReader>
#include <QSignalSpy>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;

class FilmTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void cleanupTestCase() { run_.reset(); }
    void init();
    void theFramesShowTheStretchGoingOn();
    void whatMovesIsSeenMoving();
    void aGifHoldsEveryFrame();
    void aVideoHoldsEveryFrame_data();
    void aVideoHoldsEveryFrame();
    void withoutFfmpegThereIsASentence();
    void aFailingFfmpegIsASentenceAndLeavesNothing();
    void aPlaceThatCannotBeWrittenIsASentence();
    void cancelLeavesNothing();
    void theChoiceSaysHowLongItLasts();

  private:
    FilmPlan plan(double seconds = 1) const;
    std::unique_ptr<FilmFrames> frames(const FilmPlan& plan) const;
    bool make(const QString& path, const FilmPlan& plan, QString* sentence = nullptr);
    std::unique_ptr<RecordedRun> run_;
};

void FilmTest::initTestCase() {
    run_ = std::make_unique<RecordedRun>();
    QVERIFY(run_->whileHeld() > 0);
}

void FilmTest::init() {
    for (const QString& name : run_->written())
        QFile::remove(run_->out(name));
}

FilmPlan FilmTest::plan(double seconds) const {
    return {{0, run_->history().end()}, seconds, 10, 640, true};
}

std::unique_ptr<FilmFrames> FilmTest::frames(const FilmPlan& plan) const {
    return std::make_unique<FilmFrames>(run_->history(), run_->timeline, plan);
}

bool FilmTest::make(const QString& path, const FilmPlan& plan, QString* sentence) {
    FilmWriter film(frames(plan), path);
    QSignalSpy finished(&film, &FilmWriter::finished);
    if (const Outcome started = film.start(); !started) {
        if (sentence)
            *sentence = QString::fromStdString(started.error());
        return false;
    }
    if (finished.isEmpty() && !finished.wait(120'000))
        return false;
    if (sentence)
        *sentence = finished.first().at(1).toString();
    return finished.first().at(0).toBool();
}

// The column of the playhead in the timeline at the lower edge; -1 where there is none.
static int playheadColumn(const QImage& frame) {
    const int y = frame.height() - 40; // above the legend
    for (int x = 0; x < frame.width(); ++x)
        if (count(frame, TimelineColors::light().accent, QRect(x, y, 1, 1)) == 1)
            return x;
    return -1;
}

void FilmTest::theFramesShowTheStretchGoingOn() {
    const auto film = frames(plan(2));
    QCOMPARE(film->count(), 30); // two seconds, and one that shows the end
    QCOMPARE(film->timeOf(0), 0);
    QCOMPARE(film->timeOf(19), run_->history().end());
    QCOMPARE(film->timeOf(29), run_->history().end());
    QVERIFY(film->size().width() % 2 == 0 && film->size().height() % 2 == 0);
    int before = -1;
    for (int i = 0; i < 20; ++i) {
        const QImage frame = film->next();
        QCOMPARE(frame.size(), film->size());
        const int column = playheadColumn(frame);
        QVERIFY2(column > before, qPrintable(QString::number(i)));
        before = column;
    }
}

// Slowly, many frames show the same World: what differs on the stage between two of them is on its way.
void FilmTest::whatMovesIsSeenMoving() {
    FilmPlan slow = plan(20);
    slow.withTimeline = false;
    const auto film = frames(slow);
    QImage before;
    int moved = 0;
    for (int i = 0; i < film->count(); ++i) {
        const QImage frame = film->next();
        const bool sameWorld = i > 0 && run_->history().at(film->timeOf(i - 1)).order() ==
                                            run_->history().at(film->timeOf(i)).order();
        moved += sameWorld && frame != before;
        before = frame;
    }
    QVERIFY2(moved > 10, qPrintable(QString::number(moved)));
}

void FilmTest::aGifHoldsEveryFrame() {
    if (!has("ffmpeg"))
        QSKIP("ffmpeg is missing: no animation was made");
    const QString path = run_->out("run.gif");
    QString sentence;
    QVERIFY2(make(path, plan(), &sentence), qPrintable(sentence));
    QCOMPARE(run_->written(), QStringList{"run.gif"});
    QVERIFY(QFile(path).permissions() & QFile::ReadOther);
    const auto film = frames(plan());
    QImageReader reader(path);
    QCOMPARE(reader.loopCount(), -1); // for ever
    int lasts = 0, read = 0;
    QImage first, shown;
    while (reader.canRead()) {
        shown = reader.read();
        QCOMPARE(shown.size(), film->size());
        const QImage drawn = film->next();
        QVERIFY2(difference(drawn, shown) < 1, qPrintable(QString::number(read)));
        lasts += reader.nextImageDelay();
        if (read++ == 0)
            first = shown;
    }
    QCOMPARE(lasts, 2000); // what does not change may be one frame that lasts longer
    QVERIFY(read >= 10 && read <= film->count());
    QVERIFY(difference(first, shown) > 0.5);
}

void FilmTest::aVideoHoldsEveryFrame_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("MP4") << "run.mp4";
    QTest::newRow("WebM") << "run.WEBM";
}

void FilmTest::aVideoHoldsEveryFrame() {
    if (!has("ffmpeg") || !has("ffprobe"))
        QSKIP("ffmpeg is missing: no video was made");
    QFETCH(QString, name);
    const QString path = run_->out(name);
    QString sentence;
    QVERIFY2(make(path, plan(), &sentence), qPrintable(sentence));
    QCOMPARE(run_->written(), QStringList{name});
    const QSize size = frames(plan())->size();
    const QByteArray found =
        outputOf("ffprobe", {"-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                             "stream=width,height,nb_read_frames", "-of", "csv=p=0", path});
    QCOMPARE(QString::fromLatin1(found.trimmed()),
             QStringLiteral("%1,%2,20").arg(size.width()).arg(size.height()));
    const double lasts =
        outputOf("ffprobe", {"-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path})
            .trimmed()
            .toDouble();
    QVERIFY(std::abs(lasts - 2) < 0.11);
}

// Another PATH, for as long as this lives.
class Path {
  public:
    explicit Path(const QString& path) { qputenv("PATH", path.toLocal8Bit()); }
    ~Path() { qputenv("PATH", before_); }

  private:
    QByteArray before_ = qgetenv("PATH");
};

void FilmTest::withoutFfmpegThereIsASentence() {
    const Path nothing(run_->out("nothing"));
    QString sentence;
    QVERIFY(!make(run_->out("run.gif"), plan(), &sentence));
    QVERIFY(sentence.startsWith("Animations need ffmpeg"));
    QVERIFY(sentence.contains("sudo apt install ffmpeg"));
    QCOMPARE(run_->written(), QStringList());
}

void FilmTest::aFailingFfmpegIsASentenceAndLeavesNothing() {
    QTemporaryDir tools;
    QFile script(tools.filePath("ffmpeg"));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(
        "#!/bin/sh\necho half > \"$(eval echo \\${$#})\"\necho 'No space left on device' >&2\nexit 1\n");
    script.close();
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const Path path(tools.path() + ":/usr/bin:/bin");
    QString sentence;
    for (const char* name : {"run.mp4", "run.gif"}) {
        QVERIFY(!make(run_->out(name), plan(), &sentence));
        QVERIFY2(sentence.startsWith(run_->out(name) + " could not be written: "), qPrintable(sentence));
        QVERIFY(sentence.contains("No space left on device"));
        QCOMPARE(run_->written(), QStringList());
    }
}

void FilmTest::aPlaceThatCannotBeWrittenIsASentence() {
    if (!has("ffmpeg"))
        QSKIP("ffmpeg is missing: that is said before the place is looked at");
    QFile file(run_->out("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QString sentence;
    for (const QString& path : {run_->out("file/below.gif"), run_->out("run.avi")}) {
        QVERIFY(!make(path, plan(), &sentence));
        QVERIFY(sentence.startsWith(path + " could not be written: "));
    }
    QCOMPARE(run_->written(), QStringList{"file"});
}

void FilmTest::cancelLeavesNothing() {
    if (!has("ffmpeg"))
        QSKIP("ffmpeg is missing: there is nothing to cancel");
    for (const bool isPacking : {false, true}) {
        FilmWriter film(frames(plan(3)), run_->out("run.gif"));
        QSignalSpy drawn(&film, &FilmWriter::progressed), packing(&film, &FilmWriter::packing),
            finished(&film, &FilmWriter::finished);
        QVERIFY(film.start());
        QTRY_VERIFY_WITH_TIMEOUT((isPacking ? packing : drawn).size() >= 2, 60'000);
        QVERIFY(!run_->written().isEmpty()); // the half file
        film.cancel();
        QCOMPARE(run_->written(), QStringList());
        QCOMPARE(finished.size(), 0);
    }
}

void FilmTest::theChoiceSaysHowLongItLasts() {
    const timeline::TimeRange whole{0, 4'000'000'000}, part{1'000'000'000, 1'500'000'000};
    FilmChoice choice(whole, part, nullptr);
    QCOMPARE(choice.plan().range, part); // what is measured is meant
    QCOMPARE(choice.plan().seconds, 10); // it would be over at once
    QVERIFY(choice.verdict().contains("10 s"));
    choice.stretch()->setCurrentIndex(1);
    choice.speed()->setCurrentIndex(0);
    QCOMPARE(choice.plan().range, whole);
    QCOMPARE(choice.plan().seconds, 4);
    QVERIFY(choice.verdict().contains("4 s"));
    QVERIFY(choice.canSave());
    FilmChoice ages({0, 600'000'000'000}, std::nullopt, nullptr);
    QVERIFY(ages.canSave());
    ages.speed()->setCurrentIndex(0);
    QVERIFY(!ages.canSave());
    QVERIFY(ages.verdict().contains("600 s"));
}

QTEST_MAIN(FilmTest)
#include "film_test.moc"
