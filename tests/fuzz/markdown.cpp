// SPDX-License-Identifier: GPL-3.0-or-later
// A lesson's text from somebody else: no tag gets into the page but those that the writer makes itself.
#include "engine/lesson/markdown.h"
#include "tests/fuzz/read_script.h"

#include <QSet>

namespace {

const QSet<QString>& ownTags() {
    static const QSet<QString> tags = {"html", "head", "style", "body", "ul", "ol", "li", "h1",   "h2", "h3",
                                       "h4",   "h5",   "h6",    "p",    "i",  "b",  "s",  "code", "a",  "img",
                                       "pre",  "span", "table", "tr",   "th", "td", "hr", "br"};
    return tags;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace forkscope;
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    const QString html = lesson::markdownToHtml(text, {});
    fuzz::require(html.startsWith(QLatin1String("<html>")) && html.endsWith(QLatin1String("</html>")));
    for (qsizetype at = html.indexOf(u'<'); at >= 0; at = html.indexOf(u'<', at + 1)) {
        qsizetype begin = at + 1;
        if (begin < html.size() && html[begin] == u'/')
            ++begin;
        qsizetype end = begin;
        while (end < html.size() && html[end].isLetterOrNumber())
            ++end;
        fuzz::require(ownTags().contains(html.mid(begin, end - begin)));
    }
    return 0;
}
