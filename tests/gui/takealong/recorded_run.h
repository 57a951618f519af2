// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A real run of two processes that share a mutex and a queue, with the views that show it.
#include "gui/charts/charts_view.h"
#include "gui/stage/stage_picture.h"
#include "gui/theme/theme.h"
#include "gui/timeline/timeline_view.h"
#include "tests/support/run_program.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

namespace forkscope::tests {

class RecordedRun {
  public:
    RecordedRun() {
        gui::Theme::instance().apply(gui::ThemeMode::Light);
        QFile file(folder_.filePath(QStringLiteral("parcels.py")));
        if (file.open(QIODevice::WriteOnly) && file.write(kProgram) > 0)
            file.close();
        session = runProgram(file.fileName());
        timeline.setColors(gui::TimelineColors::light());
        timeline.resize(1000, 300);
        timeline.setHistory(&history());
        charts.setHistory(&history(), QStringLiteral("parcels"));
    }

    const world::History& history() const { return session->history(); }
    // Somebody holds the mutex then, and somebody waits at the queue; -1 where that never was.
    trace::Time whileHeld() const {
        for (std::size_t i = 0; i < history().applied(); ++i) {
            const trace::Time at = history().log()[i].time;
            const gui::StagePicture picture = gui::stagePicture(history().at(at), at);
            bool held = false, waits = false;
            for (const gui::StageCard& card : picture.cards) {
                held |= card.locks > 0;
                waits |= card.tone == gui::Tone::WaitsQueue;
            }
            if (held && waits)
                return at;
        }
        return -1;
    }
    // Where a test may write.
    QString out(const QString& name) const { return out_.filePath(name); }
    QStringList written() const { return QDir(out_.path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<run::Session> session; // before the views, which let go of it first
    gui::TimelineView timeline;
    gui::ChartsView charts;

  private:
    static constexpr char kProgram[] = R"(import multiprocessing as mp
import time


def pack(orders, mutex, ready):
    ready.wait()
    time.sleep(0.1)
    for number in range(3):
        with mutex:
            time.sleep(0.08)
        orders.put(f"parcel {number}")


def send(orders, mutex, ready):
    ready.set()
    for _ in range(3):
        orders.get()
        with mutex:
            time.sleep(0.04)


if __name__ == "__main__":
    mp.set_start_method("fork")
    mutex, orders, ready = mp.Lock(), mp.Queue(), mp.Event()
    workers = [mp.Process(target=work, args=(orders, mutex, ready), name=name)
               for work, name in ((pack, "packer"), (send, "sender"))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
)";
    QTemporaryDir folder_, out_;
};

inline bool has(const QString& tool) {
    return !QStandardPaths::findExecutable(tool).isEmpty();
}

// What a tool prints; empty where it fails.
inline QByteArray outputOf(const QString& tool, const QStringList& arguments) {
    QProcess process;
    process.start(tool, arguments);
    return process.waitForFinished() && process.exitCode() == 0 ? process.readAllStandardOutput()
                                                                : QByteArray();
}

// Pixels of nearly this colour.
inline int count(const QImage& image, const QColor& color, QRect where = {}) {
    constexpr int kNear = 12;
    if (where.isNull())
        where = image.rect();
    int found = 0;
    for (int y = where.top(); y <= where.bottom(); ++y)
        for (int x = where.left(); x <= where.right(); ++x) {
            const QColor seen = image.pixelColor(x, y);
            found += std::abs(seen.red() - color.red()) < kNear &&
                     std::abs(seen.green() - color.green()) < kNear &&
                     std::abs(seen.blue() - color.blue()) < kNear;
        }
    return found;
}

// How far two pictures are apart, 0 (the same) to 255, on the average of blocks of pixels, so that letters
// that are smoothed in another way count little.
inline double difference(const QImage& one, const QImage& other) {
    constexpr int kBlock = 8;
    const QSize size = one.size() / kBlock;
    const auto coarse = [&](const QImage& image) {
        return image.convertToFormat(QImage::Format_RGB32)
            .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    };
    const QImage a = coarse(one), b = coarse(other);
    double sum = 0;
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            sum +=
                std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
        }
    return sum / 3 / size.width() / size.height();
}

} // namespace forkscope::tests
