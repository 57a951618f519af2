// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/settings.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace forkscope::gui {

static const QString kTheme = QStringLiteral("theme");
static const QString kReduceMotion = QStringLiteral("reduceMotion");
static const QString kGeometry = QStringLiteral("window/geometry");
static const QString kLessonFolders = QStringLiteral("lessons/folders");
static const QString kInterpreter = QStringLiteral("python/interpreter");
static const QString kPolicy = QStringLiteral("policy/");
static const QString kRecent = QStringLiteral("files/recent");

std::optional<ThemeMode> Settings::theme() const {
    const QString name = QSettings().value(kTheme).toString();
    if (name.isEmpty())
        return std::nullopt;
    return name == QLatin1String("light") ? ThemeMode::Light : ThemeMode::Dark;
}

void Settings::setTheme(ThemeMode mode) {
    QSettings().setValue(kTheme, mode == ThemeMode::Light ? QStringLiteral("light") : QStringLiteral("dark"));
}

std::optional<bool> Settings::reduceMotion() const {
    const QVariant chosen = QSettings().value(kReduceMotion);
    return chosen.isValid() ? std::optional(chosen.toBool()) : std::nullopt;
}

void Settings::setReduceMotion(bool reduce) {
    QSettings().setValue(kReduceMotion, reduce);
}

QByteArray Settings::windowGeometry() const {
    return QSettings().value(kGeometry).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry) {
    QSettings().setValue(kGeometry, geometry);
}

QByteArray Settings::splitter(const QString& arrangement, const QString& name) const {
    return QSettings().value(QStringLiteral("layout/%1/%2").arg(arrangement, name)).toByteArray();
}

void Settings::setSplitter(const QString& arrangement, const QString& name, const QByteArray& state) {
    QSettings().setValue(QStringLiteral("layout/%1/%2").arg(arrangement, name), state);
}

static QString programKey(const char* group, const QString& program) {
    const QByteArray hash = QCryptographicHash::hash(program.toUtf8(), QCryptographicHash::Sha1);
    return QLatin1String(group) + QLatin1Char('/') + QString::fromLatin1(hash.toHex().left(16));
}
static QString timelineKey(const QString& program) {
    return programKey("timeline/lanes", program);
}
static QString axisKey(const QString& program) {
    return programKey("timeline/axis", program);
}
static QString speedKey(const QString& program) {
    return programKey("playback/speed", program);
}

QByteArray Settings::timelineLanes(const QString& program) const {
    return QSettings().value(timelineKey(program)).toByteArray();
}

void Settings::setTimelineLanes(const QString& program, const QByteArray& saved) {
    if (saved.isEmpty())
        return QSettings().remove(timelineKey(program));
    QSettings().setValue(timelineKey(program), saved);
}

QString Settings::timelineAxis(const QString& program) const {
    return QSettings().value(axisKey(program)).toString();
}

void Settings::setTimelineAxis(const QString& program, const QString& axis) {
    if (axis.isEmpty())
        return QSettings().remove(axisKey(program));
    QSettings().setValue(axisKey(program), axis);
}

double Settings::playbackSpeed(const QString& program) const {
    return QSettings().value(speedKey(program), 1.0).toDouble();
}

void Settings::setPlaybackSpeed(const QString& program, double speed) {
    if (speed == 1)
        return QSettings().remove(speedKey(program));
    QSettings().setValue(speedKey(program), speed);
}

QStringList Settings::lessonFolders() const {
    return QSettings().value(kLessonFolders).toStringList();
}

void Settings::setLessonFolders(const QStringList& folders) {
    QSettings().setValue(kLessonFolders, folders);
}

QString Settings::interpreter() const {
    return QSettings().value(kInterpreter).toString();
}

void Settings::setInterpreter(const QString& path) {
    QSettings().setValue(kInterpreter, path);
}

QStringList Settings::recentFiles() const {
    QStringList found;
    for (const QString& path : QSettings().value(kRecent).toStringList())
        if (QFileInfo(path).isFile())
            found += path;
    return found;
}

void Settings::addRecentFile(const QString& path) {
    QStringList paths = recentFiles();
    paths.removeAll(path);
    paths.prepend(path);
    while (paths.size() > kRecentFiles)
        paths.removeLast();
    QSettings().setValue(kRecent, paths);
}

QString Settings::lastFolder() const {
    const QStringList recent = recentFiles();
    return recent.isEmpty() ? QDir::homePath() : QFileInfo(recent.first()).path();
}

lab::PolicyWish Settings::policy() const {
    const QSettings kept;
    lab::PolicyWish wish;
    wish.name = kept.value(kPolicy + QStringLiteral("name"), wish.name).toString();
    wish.quantum = kept.value(kPolicy + QStringLiteral("quantum"), qlonglong(wish.quantum)).toLongLong();
    wish.boost = kept.value(kPolicy + QStringLiteral("boost"), qlonglong(wish.boost)).toLongLong();
    std::vector<scheduling::Time> slices;
    for (const QString& slice : kept.value(kPolicy + QStringLiteral("slices")).toStringList())
        slices.push_back(slice.toLongLong());
    if (!slices.empty())
        wish.slices = std::move(slices);
    return wish.policy() ? wish : lab::PolicyWish(); // the file may be older, or written by hand
}

void Settings::setPolicy(const lab::PolicyWish& wish) {
    QSettings kept;
    QStringList slices;
    for (const scheduling::Time slice : wish.slices)
        slices += QString::number(slice);
    kept.setValue(kPolicy + QStringLiteral("name"), wish.name);
    kept.setValue(kPolicy + QStringLiteral("quantum"), qlonglong(wish.quantum));
    kept.setValue(kPolicy + QStringLiteral("boost"), qlonglong(wish.boost));
    kept.setValue(kPolicy + QStringLiteral("slices"), slices);
}

bool Settings::isSet(const char* choice) const {
    return QSettings().value(QStringLiteral("drive/") + QLatin1String(choice)).toBool();
}

void Settings::set(const char* choice, bool on) {
    QSettings().setValue(QStringLiteral("drive/") + QLatin1String(choice), on);
}

} // namespace forkscope::gui
