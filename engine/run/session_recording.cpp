// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/session_private.h"
#include "engine/trace/recording.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace forkscope::run {
namespace {

using trace::Section;
using trace::SectionKind;

// What a recording tells about the run beside its events.
QByteArray settingsToJson(const LaunchSpec& spec, const Ending& ending, const QString& python,
                          const QString& kernelStates, trace::Time length) {
    return QJsonDocument(QJsonObject{{"program", spec.program},
                                     {"arguments", QJsonArray::fromStringList(spec.arguments)},
                                     {"workingFolder", spec.workingFolder},
                                     {"python", python},
                                     {"columns", spec.columns},
                                     {"rows", spec.rows},
                                     {"kernelStates", kernelStates},
                                     {"length", double(length)},
                                     {"status", ending.status},
                                     {"ending", ending.sentence},
                                     {"leftOver", ending.leftOver}})
        .toJson(QJsonDocument::Compact);
}

// What was written while the run was being saved.
constexpr trace::Time kLastEventsNs = 10'000'000'000;
// 2^47 ns, as far as times in a trace go by half: what a spoiled recording says cannot lead further.
constexpr double kLongestNs = double(1ull << 47);

QStringList toStrings(const QJsonArray& array) {
    QStringList strings;
    for (const auto& value : array)
        strings << value.toString();
    return strings;
}

QString damageSentence(const trace::Damage& d) {
    if (d.badRecords + d.badChunks + d.missing == 0)
        return {};
    return Session::tr(
               "Parts of the recording are damaged: %1 records cannot be read and %2 never came; the rest is "
               "shown.")
        .arg(d.badRecords + d.badChunks)
        .arg(d.missing);
}

} // namespace

Outcome Session::save(const QString& path) const {
    if (d_->state == SessionState::Idle)
        return Error{tr("There is no run yet that could be saved.").toStdString()};
    std::vector<Section> sections;
    for (auto i = d_->sources.cbegin(); i != d_->sources.cend(); ++i)
        sections.push_back({SectionKind::Source, i.key().toStdString(), i.value().toStdString()});
    sections.push_back(
        {SectionKind::Settings, "",
         settingsToJson(d_->spec, d_->ending, d_->interpreter.executable, d_->kernelStates, now())
             .toStdString()});
    const std::string file = QFile::encodeName(path).toStdString();
    if (d_->store)
        return trace::saveRecording(file, d_->store->bytes(), sections, d_->store->descriptor());
    if (Outcome taken = d_->recorded.takeAll(); !taken)
        return taken;
    Outcome saved = trace::saveRecording(file, d_->recorded, sections);
    d_->recorded.dropAll();
    return saved;
}

Outcome Session::open(const QString& path) {
    if (d_->state != SessionState::Idle)
        return Error{tr("This run has already been started.").toStdString()};
    Result<trace::Recording> loaded = trace::openRecording(QFile::encodeName(path).toStdString());
    if (!loaded)
        return Error{loaded.error()};
    d_->recorded = std::move(loaded->trace);
    d_->feed.setKeeper(&d_->recorded);
    for (const Section& s : loaded->sections)
        d_->restore(s);
    // Events name files from the root on; the program may have been named as seen from where it ran.
    if (const QString program = d_->absolutePath(d_->spec.program); d_->sources.contains(program))
        d_->spec.program = program;
    if (d_->length > 0)
        d_->feed.setLatest(d_->length + kLastEventsNs);
    while (d_->feed.take(d_->recorded, std::chrono::milliseconds(1000), true,
                         [this](const trace::Event& e) { d_->seeRecorded(e); }) > 0 ||
           !d_->feed.exhausted()) {
    }
    d_->feed.finish();
    d_->recorded.dropAll();
    if (const Outcome& state = d_->recorded.state(); !state)
        return Error{state.error()};
    d_->length = std::max(d_->length, d_->feed.history().end());
    d_->feed.history().extendTo(d_->length);
    d_->setState(SessionState::Recording);
    for (const std::string& sentence : loaded->damage)
        emit noted(QString::fromStdString(sentence));
    if (const QString sentence = damageSentence(d_->feed.damage()); !sentence.isEmpty())
        emit noted(sentence);
    emit advanced();
    return Done{};
}

void Session::Private::restore(const Section& section) {
    if (section.kind == SectionKind::Source) {
        sources.insert(QString::fromStdString(section.name), QByteArray::fromStdString(section.content));
        return;
    }
    if (section.kind != SectionKind::Settings)
        return;
    const QJsonObject o = QJsonDocument::fromJson(QByteArray::fromStdString(section.content)).object();
    spec.program = o["program"].toString();
    spec.arguments = toStrings(o["arguments"].toArray());
    spec.workingFolder = o["workingFolder"].toString();
    spec.columns = std::clamp(o["columns"].toInt(spec.columns), 1, 1000);
    spec.rows = std::clamp(o["rows"].toInt(spec.rows), 1, 1000);
    interpreter.executable = o["python"].toString();
    kernelStates = o["kernelStates"].toString();
    length = trace::Time(std::clamp(o["length"].toDouble(), 0.0, kLongestNs));
    ending = {o["status"].toInt(), o["ending"].toString(), o["leftOver"].toInt()};
}

void Session::Private::seeRecorded(const trace::Event& event) {
    if (event.kind != trace::Kind::Output)
        return;
    if (const auto text = feed.log().text(event, trace::Tag::Text))
        output.add(event.time, QByteArray(text->data(), qsizetype(text->size())));
}

} // namespace forkscope::run
