// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/old_progress.h"

#include "engine/progress/store.h"
#include "gui/editor/program_store.h"

#include <QDateTime>
#include <QDirIterator>
#include <QSettings>

namespace forkscope::gui {
namespace {

const QString kIsTaken = QStringLiteral("progressIsInStore");

// The old names of an exercise's values, and ours.
const std::pair<const char*, const char*> kExerciseFields[]{
    {"checks", "checks"}, {"hints", "hints"}, {"solution", "solution"}, {"passed", "passed"}};
const std::pair<const char*, const char*> kTourFields[]{{"reached", "reached"}, {"done", "done"}};

class OldSettings {
  public:
    progress::Facts facts() {
        settings_.beginGroup(QStringLiteral("progress"));
        for (const QString& lesson : settings_.childGroups())
            readLesson(lesson);
        settings_.endGroup();
        settings_.beginGroup(QStringLiteral("lesson"));
        for (const QString& lesson : settings_.childGroups())
            readPlace(lesson);
        settings_.endGroup();
        return facts_;
    }

  private:
    void add(const QString& lesson, const QString& part, const QString& field, const QVariant& value,
             qint64 at) {
        const QString text =
            value.userType() == QMetaType::Bool ? QString::number(value.toInt()) : value.toString();
        if (text == QLatin1String("true") || text == QLatin1String("false"))
            return add(lesson, part, field, text == QLatin1String("true"), at);
        if (!text.isEmpty() && text != QLatin1String("0"))
            facts_.insert({lesson, part, field}, {text, at});
    }

    template <class Fields>
    void readParts(const QString& lesson, const QString& group, const QString& part, const Fields& fields) {
        settings_.beginGroup(group);
        for (const QString& name : settings_.childKeys()) {
            const QVariantMap kept = settings_.value(name).toMap();
            for (const auto& [old, field] : fields)
                add(lesson, part + name, QLatin1String(field), kept.value(QLatin1String(old)), now_);
        }
        settings_.endGroup();
    }

    void readLesson(const QString& lesson) {
        settings_.beginGroup(lesson);
        readParts(lesson, QStringLiteral("exercises"), QStringLiteral("exercise/"), kExerciseFields);
        readParts(lesson, QStringLiteral("tours"), QStringLiteral("tour/"), kTourFields);
        add(lesson, QStringLiteral(""), QStringLiteral("read"), settings_.value(QStringLiteral("read")),
            now_);
        add(lesson, QStringLiteral(""), QStringLiteral("stop"), settings_.value(QStringLiteral("last")),
            stopTime(lesson));
        settings_.endGroup();
    }

    void readPlace(const QString& lesson) {
        const QString program = settings_.value(lesson + QStringLiteral("/program")).toString();
        add(lesson, QStringLiteral(""), QStringLiteral("place"),
            settings_.value(lesson + QStringLiteral("/place")), now_);
        add(lesson, QStringLiteral(""), QStringLiteral("program"), program, now_);
        const progress::FactKey stop{lesson, QStringLiteral(""), QStringLiteral("stop")};
        if (!program.isEmpty() && !facts_.contains(stop))
            add(stop.lesson, stop.part, stop.field, QStringLiteral("program/") + program, stopTime(lesson));
    }

    // The lesson that was open last is the last one here too.
    qint64 stopTime(const QString& lesson) const { return lesson == lastLesson_ ? now_ : now_ - 1; }

    QSettings settings_;
    progress::Facts facts_;
    const QString lastLesson_ = settings_.value(QStringLiteral("lesson/last")).toString();
    const qint64 now_ = QDateTime::currentMSecsSinceEpoch();
};

// programs/SHELF/NAME.py; drafts of own files and pasted programs stay where they are.
QList<progress::Edit> oldTexts() {
    QList<progress::Edit> texts;
    QDirIterator files(ProgramStore::defaultFolder(), {QStringLiteral("*.py")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        const QString shelf = file.dir().dirName();
        if (shelf == QLatin1String("own-files") || shelf == QLatin1String("pasted"))
            continue;
        const qint64 at = file.lastModified().toMSecsSinceEpoch();
        if (const Result<QString> text = readProgram(file.filePath()); text && !text->isNull())
            texts.append({{shelf, file.completeBaseName()}, at, at, *text});
    }
    return texts;
}

} // namespace

void takeOverOldProgress(progress::Store& store) {
    if (!store.isKept() || QSettings().value(kIsTaken).toBool())
        return;
    store.take({OldSettings().facts(), oldTexts()});
    if (store.isKept())
        QSettings().setValue(kIsTaken, true);
}

} // namespace forkscope::gui
