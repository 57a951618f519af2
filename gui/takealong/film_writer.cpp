// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/film_writer.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <filesystem>

namespace forkscope::gui {

std::optional<FilmFormat> filmFormatOf(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("gif"))
        return FilmFormat::Gif;
    if (suffix == QLatin1String("mp4"))
        return FilmFormat::Mp4;
    if (suffix == QLatin1String("webm"))
        return FilmFormat::WebM;
    return std::nullopt;
}

int framesPerSecond(FilmFormat format) {
    return format == FilmFormat::Gif ? 20 : 30; // a GIF counts in hundredths of a second
}

Result<QString> findFfmpeg() {
    const QString found = QStandardPaths::findExecutable(QStringLiteral("ffmpeg"));
    if (found.isEmpty())
        return Error{
            FilmWriter::tr("Animations need ffmpeg, which is not installed: sudo apt install ffmpeg. "
                           "Pictures can be saved without it.")
                .toStdString()};
    return found;
}

FilmWriter::FilmWriter(std::unique_ptr<FilmFrames> frames, QString path, QObject* parent)
    : QObject(parent), frames_(std::move(frames)), path_(std::move(path)) {
    const QFileInfo info(path_);
    // ffmpeg goes by the name's end.
    half_.setFileTemplate(info.absolutePath() + QStringLiteral("/.forkscope-XXXXXX.") +
                          info.suffix().toLower());
    process_.setStandardOutputFile(QProcess::nullDevice());
    connect(&process_, &QProcess::bytesWritten, this, &FilmWriter::feed);
    connect(&process_, &QProcess::started, this, &FilmWriter::feed);
    connect(&process_, &QProcess::finished, this, &FilmWriter::stepEnded);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(process_.errorString());
    });
}

FilmWriter::~FilmWriter() {
    cancel();
}

void FilmWriter::cancel() {
    steps_.clear();
    process_.disconnect(this);
    process_.kill();
    process_.waitForFinished();
    if (!half_.fileName().isEmpty())
        half_.remove();
    workshop_.remove();
}

// A video is made as the frames come. A GIF has 256 colours, which can be chosen once all frames are known:
// in between they are kept as they are.
std::vector<FilmWriter::Step> FilmWriter::steps(FilmFormat format) const {
    const QSize size = frames_->size();
    const QStringList quiet{"-hide_banner", "-loglevel", "error", "-nostdin", "-y"};
    const QStringList frames =
        quiet + QStringList{"-f",       "rawvideo",
                            "-pix_fmt", "bgr0",
                            "-s",       QStringLiteral("%1x%2").arg(size.width()).arg(size.height()),
                            "-r",       QString::number(frames_->perSecond()),
                            "-i",       "pipe:0"};
    const QString kept = workshop_.filePath(QStringLiteral("frames.mkv")),
                  palette = workshop_.filePath(QStringLiteral("palette.png"));
    switch (format) {
    case FilmFormat::Mp4:
        return {{frames + QStringList{"-c:v", "libx264", "-preset", "medium", "-crf", "18", "-pix_fmt",
                                      "yuv420p", "-movflags", "+faststart", half_.fileName()},
                 true}};
    case FilmFormat::WebM:
        return {
            {frames + QStringList{"-c:v", "libvpx-vp9", "-crf", "28", "-b:v", "0", "-deadline", "good",
                                  "-cpu-used", "4", "-row-mt", "1", "-pix_fmt", "yuv420p", half_.fileName()},
             true}};
    case FilmFormat::Gif:
        break;
    }
    return {
        {frames + QStringList{"-c:v", "libx264rgb", "-preset", "ultrafast", "-qp", "0", kept}, true},
        {quiet + QStringList{"-i", kept, "-vf", "palettegen=reserve_transparent=0", palette}, false},
        {quiet + QStringList{"-i", kept, "-i", palette, "-lavfi",
                             "paletteuse=dither=none:diff_mode=rectangle", "-loop", "0", half_.fileName()},
         false}};
}

QString FilmWriter::failure(const QString& why) const {
    return tr("%1 could not be written: %2. Choose another folder, or make room.").arg(path_, why);
}

Outcome FilmWriter::start() {
    const auto format = filmFormatOf(path_);
    if (!format)
        return Error{tr("%1 could not be written: its name must end in .gif, .mp4 or .webm.")
                         .arg(path_)
                         .toStdString()};
    const Result<QString> ffmpeg = findFfmpeg();
    if (!ffmpeg)
        return Error{ffmpeg.error()};
    ffmpeg_ = *ffmpeg;
    if (!workshop_.isValid())
        return Error{failure(workshop_.errorString()).toStdString()};
    if (!half_.open())
        return Error{failure(half_.errorString()).toStdString()};
    half_.close();
    steps_ = steps(*format);
    QMetaObject::invokeMethod(this, &FilmWriter::next,
                              Qt::QueuedConnection); // finished() is never heard in here
    return Done();
}

void FilmWriter::next() {
    if (steps_.empty())
        return; // cancelled
    if (!steps_[step_].takesFrames)
        emit packing();
    process_.start(ffmpeg_, steps_[step_].arguments);
}

// One frame at a time, each when ffmpeg has taken the one before.
void FilmWriter::feed() {
    if (!steps_[step_].takesFrames || process_.bytesToWrite() > 0 || fed_ > frames_->count())
        return;
    if (fed_++ == frames_->count()) {
        emit packing();
        return process_.closeWriteChannel();
    }
    const QImage frame = frames_->next();
    process_.write(reinterpret_cast<const char*>(frame.constBits()), frame.sizeInBytes());
    emit progressed(fed_);
}

void FilmWriter::stepEnded(int exitCode, QProcess::ExitStatus status) {
    if (status != QProcess::NormalExit || exitCode != 0) {
        const QList<QByteArray> lines = process_.readAllStandardError().trimmed().split('\n');
        return fail(tr("ffmpeg gave up: %1").arg(QString::fromLocal8Bit(lines.last().trimmed())));
    }
    if (++step_ < steps_.size())
        return next();
    if (!moveIntoPlace())
        return;
    workshop_.remove();
    emit finished(true, {});
}

bool FilmWriter::moveIntoPlace() {
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(half_.fileName()).toStdString(),
                            QFile::encodeName(path_).toStdString(), error);
    if (error) {
        fail(QString::fromStdString(error.message()));
        return false;
    }
    half_.setAutoRemove(false);
    // The half file was for this user's eyes only.
    QFile::setPermissions(path_, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    return true;
}

void FilmWriter::fail(const QString& why) {
    cancel();
    emit finished(false, failure(why));
}

} // namespace forkscope::gui
