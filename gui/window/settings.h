// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the window remembers from one start to the next, but for progress (learning.h). A thin layer over
// QSettings, so that every key is named once.
#include "engine/lab/policy_wish.h"
#include "gui/theme/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace forkscope::gui {

class Settings {
  public:
    static constexpr int kRecentFiles = 6;

    std::optional<ThemeMode> theme() const; // nothing: never chosen
    void setTheme(ThemeMode mode);

    std::optional<bool> reduceMotion() const; // nothing: as the desktop wishes
    void setReduceMotion(bool reduce);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
    // Of one arrangement of the workspace ("wide", "medium", "narrow"); sizes of its splitters by name.
    QByteArray splitter(const QString& arrangement, const QString& name) const;
    void setSplitter(const QString& arrangement, const QString& name, const QByteArray& state);

    // How the timeline's lanes are arranged for a program (LaneArrangement::save()), which is told by
    // anything that stays the same from run to run; only a hash of it is kept.
    QByteArray timelineLanes(const QString& program) const;
    void setTimelineLanes(const QString& program, const QByteArray& saved); // empty: forgotten

    // The same for its axis ("steps", "" for time) and for how fast it is played.
    QString timelineAxis(const QString& program) const;
    void setTimelineAxis(const QString& program, const QString& axis);
    double playbackSpeed(const QString& program) const; // 1: never chosen
    void setPlaybackSpeed(const QString& program, double speed);

    // How a run begins, and what time does while it is held.
    bool isSet(const char* choice) const; // "holdAtStart", "oneCpu", "timeRuns"
    void set(const char* choice, bool on);

    // By which policy the processes of a run share a processor.
    lab::PolicyWish policy() const; // Linux: never chosen
    void setPolicy(const lab::PolicyWish& wish);

    // Folders of lessons that were added by hand, in the order in which they are looked at.
    QStringList lessonFolders() const;
    void setLessonFolders(const QStringList& folders);

    QString interpreter() const; // empty: the default
    void setInterpreter(const QString& path);

    QStringList recentFiles() const; // newest first, only those that still exist
    void addRecentFile(const QString& path);
    QString lastFolder() const;
};

} // namespace forkscope::gui
