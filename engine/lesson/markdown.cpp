// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/markdown.h"

#include "engine/lesson/html_writer.h"

namespace forkscope::lesson {

namespace {

HtmlWriter& writerOf(void* user) {
    return *static_cast<HtmlWriter*>(user);
}

/// md4c is C: it calls back with its own state and goes on while the answer is 0.
MD_PARSER htmlParser() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        writerOf(user).enterBlock(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        writerOf(user).leaveBlock(type, detail);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
        writerOf(user).enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
        writerOf(user).leaveSpan(type);
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
        writerOf(user).text(type, QString::fromUtf8(text, size));
        return 0;
    };
    return parser;
}

/// Only what Qt's rich text knows: https://doc.qt.io/qt-6/richtext-html-subset.html
QString styleSheet(const HtmlColors& colors) {
    return QStringLiteral("body { color: %1; font-size: %2px; }"
                          "p, li { line-height: 150%; margin-top: 0px; margin-bottom: 10px; }"
                          "li { margin-bottom: 4px; }"
                          "ul, ol { margin-top: 0px; margin-bottom: 10px; }"
                          "h1 { font-size: 26px; font-weight: 600; margin-top: 2px; margin-bottom: 10px; }"
                          "h2 { font-size: 18px; font-weight: 600; margin-top: 24px; margin-bottom: 8px; }"
                          "h3 { font-size: 14px; font-weight: 600; margin-top: 16px; margin-bottom: 6px; }"
                          "a { color: %3; text-decoration: none; }")
               .arg(colors.text)
               .arg(colors.textPixels)
               .arg(colors.link) +
           QStringLiteral("code { font-family: '%1'; font-size: %2px; background-color: %3; }"
                          "pre { font-family: '%1'; font-size: %2px; margin: 0px; line-height: 135%; "
                          "white-space: pre-wrap; }"
                          "table.code, table.callout { margin-top: 4px; margin-bottom: 12px; }"
                          "td.inside { padding-left: 12px; padding-right: 12px; padding-top: 9px; }"
                          "table.grid { border-collapse: collapse; border-color: %4; border-style: solid;"
                          " margin-top: 4px; margin-bottom: 12px; }"
                          "th { background-color: %3; font-weight: 600; }")
               .arg(colors.codeFamily)
               .arg(colors.codePixels)
               .arg(colors.raised, colors.line);
}

} // namespace

QString markdownToHtml(const QString& markdown, const HtmlColors& colors) {
    HtmlWriter writer(colors);
    const MD_PARSER parser = htmlParser();
    const QByteArray utf8 = markdown.toUtf8();
    md_parse(utf8.constData(), static_cast<MD_SIZE>(utf8.size()), &parser, &writer);
    return QStringLiteral("<html><head><style>%1</style></head><body>%2</body></html>")
        .arg(styleSheet(colors), writer.body());
}

} // namespace forkscope::lesson
