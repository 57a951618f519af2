// SPDX-License-Identifier: GPL-3.0-or-later
// Never built: each marked line breaks a thread rule, and check.sh sees that the analysis says so.
#include "engine/run/session.h"
#include "engine/trace/reader.h"

namespace forkscope {

void fromAnotherThread(run::Session& session, trace::Reader& reader) {
    const NotMainThread here;
    session.stop();           // fault
    (void)session.history();  // fault
    reader.read({}, 1, true); // fault
}

void asItShouldBe(run::Session& session) {
    { const NotMainThread here; }
    session.stop();
}

} // namespace forkscope
