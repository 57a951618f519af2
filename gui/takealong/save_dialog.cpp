// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/save_dialog.h"

#include <QFileDialog>
#include <QFileInfo>

namespace forkscope::gui {

// The name with another end; folders and dots elsewhere in it stay.
static QString withSuffix(const QString& path, const QList<SaveKind>& kinds, const QString& suffix) {
    QString stem = path;
    for (const SaveKind& kind : kinds)
        if (const QString end = QLatin1Char('.') + kind.suffix; stem.endsWith(end, Qt::CaseInsensitive))
            stem.chop(end.size());
    return stem + QLatin1Char('.') + suffix;
}

std::optional<SavePlace> askWhereToSave(QWidget* parent, const QString& title, const QString& suggested,
                                        const QList<SaveKind>& kinds) {
    QStringList filters;
    for (const SaveKind& kind : kinds)
        filters += QStringLiteral("%1 (*.%2)").arg(kind.words, kind.suffix);
    QFileDialog dialog(parent, title, QFileInfo(suggested).absolutePath());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters(filters);
    dialog.setDefaultSuffix(kinds.first().suffix);
    dialog.selectFile(withSuffix(suggested, kinds, kinds.first().suffix));
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, [&](const QString& filter) {
        const SaveKind& kind = kinds[std::max(0, int(filters.indexOf(filter)))];
        dialog.setDefaultSuffix(kind.suffix);
        if (const QStringList files = dialog.selectedFiles(); !files.isEmpty())
            dialog.selectFile(withSuffix(files.first(), kinds, kind.suffix));
    });
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return std::nullopt;
    return SavePlace{dialog.selectedFiles().first(),
                     std::max(0, int(filters.indexOf(dialog.selectedNameFilter())))};
}

} // namespace forkscope::gui
