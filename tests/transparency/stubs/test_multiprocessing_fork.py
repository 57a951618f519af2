# SPDX-License-Identifier: GPL-3.0-or-later
"""What CPython's test_multiprocessing_fork does, for an installation that has only test._test_multiprocessing."""
import test._test_multiprocessing

test._test_multiprocessing.install_tests_in_module_dict(globals(), "fork")
