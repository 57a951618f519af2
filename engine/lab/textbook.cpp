// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/textbook.h"

#include <QCoreApplication>

namespace forkscope::lab {

using scheduling::kMillisecond;
using scheduling::Time;

namespace {

constexpr Time ms(int number) {
    return number * kMillisecond;
}

QString said(const char* text) {
    return QCoreApplication::translate("lab", text);
}

JobFile tableOf(std::vector<scheduling::Job> jobs, const char* policy) {
    JobFile file;
    file.jobs = std::move(jobs);
    file.policy = QString::fromLatin1(policy);
    return file;
}

TextbookTable convoy() {
    JobFile file = tableOf({{"A", 0, ms(600)}, {"B", ms(20), ms(100)}, {"C", ms(40), ms(100)}}, "fcfs");
    file.quantum = ms(50);
    file.slices = {ms(50), ms(100), ms(200)};
    return {said("Convoy"), said("One long job came first. How long do the two short ones behind it wait?"),
            file};
}

TextbookTable allAtOnce() {
    JobFile file =
        tableOf({{"A", 0, ms(300)}, {"B", 0, ms(150)}, {"C", 0, ms(200)}, {"D", 0, ms(100)}}, "sjf");
    file.quantum = ms(50);
    file.slices = {ms(50), ms(100), ms(200)};
    return {said("All at once"), said("Four jobs arrive together. Which order makes the mean wait smallest?"),
            file};
}

TextbookTable oneAfterAnother() {
    JobFile file = tableOf(
        {{"A", 0, ms(400)}, {"B", ms(100), ms(200)}, {"C", ms(200), ms(100)}, {"D", ms(300), ms(300)}}, "rr");
    file.quantum = ms(50);
    file.slices = {ms(50), ms(100), ms(200)};
    return {said("One after another"),
            said("Jobs arrive while others run. What does a shorter quantum do to the response?"), file};
}

TextbookTable longAndShort() {
    JobFile file = tableOf({{"long", 0, ms(700)},
                            {"short 1", ms(150), ms(60)},
                            {"short 2", ms(350), ms(60)},
                            {"short 3", ms(550), ms(60)}},
                           "mlfq");
    file.slices = {ms(40), ms(80), ms(160)};
    file.boost = ms(500);
    file.quantum = ms(50);
    return {said("One long, many short"),
            said("The feedback queue is told no bursts. How soon do the short jobs run all the same?"), file};
}

} // namespace

const std::vector<TextbookTable>& textbookTables() {
    static const std::vector<TextbookTable> tables{convoy(), allAtOnce(), oneAfterAnother(), longAndShort()};
    return tables;
}

} // namespace forkscope::lab
