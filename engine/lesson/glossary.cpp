// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/glossary.h"

#include "engine/lesson/pack_files.h"

namespace forkscope::lesson {

namespace {
QString formOf(const QString& word) {
    return word.simplified().toCaseFolded();
}
} // namespace

const Term* Glossary::find(const QString& word) const {
    const auto at = byForm_.constFind(formOf(word));
    return at == byForm_.constEnd() ? nullptr : &terms_.at(*at);
}

bool Glossary::add(const Term& term) {
    QStringList forms = term.also;
    forms.prepend(term.term);
    bool isNew = true;
    for (const QString& form : std::as_const(forms))
        isNew = isNew && !byForm_.contains(formOf(form));
    if (!isNew)
        return false;
    for (const QString& form : std::as_const(forms))
        byForm_.insert(formOf(form), terms_.size());
    terms_.append(term);
    return true;
}

void readGlossary(const QString& path, Glossary& glossary, QList<PackProblem>& problems) {
    readTomlFile(path, problems, [&](const toml::table& table) {
        TomlFields outer(table, path, problems);
        Glossary ofThisFile;
        for (const TomlFields& found : outer.tables("terms")) {
            TomlFields fields(found.raw(), path, problems);
            Term term;
            term.path = path;
            term.fileLine = fields.line();
            term.term = fields.text("term", "term = \"daemon\"");
            if (fields.has("also"))
                term.also = fields.texts("also", "also = [\"daemons\", \"daemon process\"]");
            term.says =
                fields.localText("says", "says = \"A child that is ended when its parent's code ends.\"");
            if (fields.has("lesson"))
                term.lesson = fields.text("lesson", "lesson = \"06\"");
            if (!fields.complete())
                continue;
            if (!ofThisFile.add(term))
                fields.report(
                    fields.line(),
                    packTr("\"%1\" or one of its forms stands in this glossary twice.").arg(term.term));
            else
                glossary.add(term); // a folder that is searched earlier has said it already: that one stays
        }
    });
}

} // namespace forkscope::lesson
