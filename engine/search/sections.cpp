// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/search/sections.h"

#include <md4c.h>

namespace forkscope::search {

namespace {

struct Reader {
    QList<Section> sections{Section{}};
    bool inHeading = false;
    int imageDepth = 0;

    void enter(MD_BLOCKTYPE type) {
        inHeading = type == MD_BLOCK_H;
        if (inHeading)
            sections.append(Section{});
        else
            sections.last().text += u' ';
    }
    void read(MD_TEXTTYPE type, const QString& text) {
        QString& to = inHeading ? sections.last().heading : sections.last().text;
        if (imageDepth == 0)
            to += type == MD_TEXT_BR || type == MD_TEXT_SOFTBR ? QStringLiteral(" ") : text;
    }
};

Reader& readerOf(void* user) {
    return *static_cast<Reader*>(user);
}

MD_PARSER parser() {
    MD_PARSER made{};
    made.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    made.enter_block = [](MD_BLOCKTYPE type, void*, void* user) {
        readerOf(user).enter(type);
        return 0;
    };
    made.leave_block = [](MD_BLOCKTYPE, void*, void* user) {
        readerOf(user).inHeading = false;
        return 0;
    };
    made.enter_span = [](MD_SPANTYPE type, void*, void* user) {
        readerOf(user).imageDepth += type == MD_SPAN_IMG;
        return 0;
    };
    made.leave_span = [](MD_SPANTYPE type, void*, void* user) {
        readerOf(user).imageDepth -= type == MD_SPAN_IMG;
        return 0;
    };
    made.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
        readerOf(user).read(type, QString::fromUtf8(text, size));
        return 0;
    };
    return made;
}

} // namespace

QList<Section> sectionsOf(const QString& markdown) {
    Reader reader;
    const MD_PARSER made = parser();
    const QByteArray utf8 = markdown.toUtf8();
    md_parse(utf8.constData(), MD_SIZE(utf8.size()), &made, &reader);
    QList<Section> sections;
    for (const Section& section : reader.sections)
        if (const Section plain{section.heading.simplified(), section.text.simplified()};
            !plain.heading.isEmpty() || !plain.text.isEmpty())
            sections.append(plain);
    return sections;
}

} // namespace forkscope::search
