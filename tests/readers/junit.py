"""Reads JUnit XML from standard input with junitparser and prints what it understood as JSON.

A document that is no XML, or whose counts are not those of its cases, is an error.
"""

import json
import sys
import tempfile
from pathlib import Path

from junitparser import Failure, JUnitXml


def case(read):
    failures = [result for result in read.result if isinstance(result, Failure)]
    return {
        "name": read.name,
        "classname": read.classname,
        "passed": read.is_passed,
        "failures": [{"message": failure.message, "type": failure.type, "text": failure.text} for failure in failures],
        "output": read.system_out,
    }


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "junit.xml"
        path.write_bytes(sys.stdin.buffer.read())
        document = JUnitXml.fromfile(str(path))
    suites = list(document)
    told = [(document.tests, document.failures)] + [(suite.tests, suite.failures) for suite in suites]
    document.update_statistics()
    counted = [(document.tests, document.failures)] + [(suite.tests, suite.failures) for suite in suites]
    if told != counted:
        sys.exit(f"the counts are {told}, and there are {counted}")
    print(json.dumps([{"name": suite.name, "cases": [case(read) for read in suite]} for suite in suites]))


main()
