// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/trial_error.h"

namespace forkscope::lesson {

ErrorTrial::ErrorTrial(const QString& program, const QString& slug, SubjectIndex index,
                       TrialSettings settings)
    : RunTrial(program, std::move(settings)), slug_(slug), index_(std::move(index)) {}

void ErrorTrial::begin() {
    connect(&session_, &run::Session::advanced, this, [this] {
        if (wasRaised())
            enough();
    });
}

bool ErrorTrial::wasRaised() {
    const trace::Log& log = session_.history().log();
    for (; looked_ < log.size() && !wasRaised_; ++looked_) {
        const trace::Event event = log[looked_];
        if (event.kind != trace::Kind::Exception)
            continue;
        const auto text = [&](trace::Tag tag) {
            const std::string_view bytes = log.text(event, tag).value_or("");
            return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
        };
        const RaisedException raised{text(trace::Tag::Type), text(trace::Tag::Message),
                                     text(trace::Tag::Traceback)};
        const KnownError* known = index_.recognise(raised);
        wasRaised_ = known && known->slug == slug_;
        if (!wasRaised_)
            others_.append(tr("%1: %2, which is taken for %3")
                               .arg(raised.type, raised.message.simplified(),
                                    known ? u'"' + known->slug + u'"' : tr("none")));
    }
    return wasRaised_;
}

QString ErrorTrial::judge() {
    if (wasRaised())
        return {};
    return others_.isEmpty() ? tr("the run raises no exception")
                             : tr("the run does not raise it, but %1").arg(others_.join(tr("; ")));
}

} // namespace forkscope::lesson
