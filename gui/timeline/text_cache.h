// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Laid-out words, kept from picture to picture: laying out costs three times as much as drawing.
#include <QFont>
#include <QHash>
#include <QPainter>
#include <QStaticText>

namespace forkscope::gui::timeline {

class TextCache {
  public:
    double width(const QString& text, const QFont& font);
    // One line, from `x` to the right, its capitals centred on `centre`. Logical pixels.
    void draw(QPainter& painter, const QString& text, const QFont& font, const QColor& color, double x,
              double centre);
    // As much of it as fits, with an ellipsis; "" where not even three letters would.
    QString elided(const QString& text, const QFont& font, double width);
    void clear() { entries_.clear(); }

  private:
    struct Key {
        QString text;
        QFont font;
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed) {
            return qHashMulti(seed, key.text, key.font.pixelSize(), int(key.font.weight()));
        }
    };
    struct Entry {
        QStaticText text;
        double width = 0, ascent = 0, capital = 0;
    };
    Entry& entry(const QString& text, const QFont& font);

    QHash<Key, Entry> entries_;
};

} // namespace forkscope::gui::timeline
