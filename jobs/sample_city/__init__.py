"""The sample city that `gongyak demo` loads: all invented, but for one pledge's published report."""
