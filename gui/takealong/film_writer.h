// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Makes a file of a film's frames, with ffmpeg, frame by frame in the event loop: the window stays usable.
// The file appears when it is whole; whatever goes wrong, and when it is cancelled or destroyed, nothing is
// left. Main thread.
#include "engine/trace/result.h"
#include "gui/takealong/film_frames.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTemporaryFile>

namespace forkscope::gui {

enum class FilmFormat { Gif, Mp4, WebM };
// By the name's end; nothing: another one, or none.
std::optional<FilmFormat> filmFormatOf(const QString& path);
// Smooth enough for the format.
int framesPerSecond(FilmFormat format);

// Where ffmpeg is, or the sentence that says how to get it.
Result<QString> findFfmpeg();

class FilmWriter : public QObject {
    Q_OBJECT
  public:
    FilmWriter(std::unique_ptr<FilmFrames> frames, QString path, QObject* parent = nullptr);
    ~FilmWriter() override;

    // Begins, or says why it can't; finished() follows only after success here.
    Outcome start();
    // Nothing more is heard of it.
    void cancel();
    int frames() const { return frames_->count(); }

  signals:
    void progressed(int frames);                     // drawn so far
    void packing();                                  // all are drawn, the file is being made of them
    void finished(bool ok, const QString& sentence); // the sentence only where it failed

  private:
    struct Step {
        QStringList arguments;
        bool takesFrames = false;
    };
    std::vector<Step> steps(FilmFormat format) const;
    void next();
    void feed();
    void stepEnded(int exitCode, QProcess::ExitStatus status);
    void fail(const QString& why);
    QString failure(const QString& why) const;
    bool moveIntoPlace();

    std::unique_ptr<FilmFrames> frames_;
    QString path_, ffmpeg_;
    QTemporaryDir workshop_; // for what lies between two steps
    QTemporaryFile half_;    // the file while it grows, beside its place
    QProcess process_;
    std::vector<Step> steps_;
    std::size_t step_ = 0;
    int fed_ = 0;
};

} // namespace forkscope::gui
